"""A file becomes a report: formats, encodings, print undone, layout, stories, pages."""

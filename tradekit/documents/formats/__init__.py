"""How the bytes of each file format become text: encodings, web pages, PDF pages, Markdown."""

"""English: what the engine asks of a language, answered for English."""

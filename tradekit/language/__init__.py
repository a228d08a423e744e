"""Words and patterns of the languages that the kit reads, and the one reader of word tables."""

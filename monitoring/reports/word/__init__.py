"""A report as a document of Word: its blocks as WordprocessingML, and the Association's own letterhead."""

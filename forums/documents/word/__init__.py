"""The text of a plan for Word, with tracked changes; the package is that of metropolis.documents.word."""

"""What every made document shares: the compiler of PDFs with its limits, the house's looks, typography."""

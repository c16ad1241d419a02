"""From draft to publication: the steps of a report, the comments on it, what people are told."""

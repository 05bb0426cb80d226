"""Papers: from a document's values to bytes that are bound to a visit, and the truth about printing them."""

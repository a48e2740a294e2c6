"""Words and patterns by language: data, read once at import."""

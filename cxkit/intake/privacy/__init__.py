"""What keeps persons out: redaction of comments, pseudonyms, personal columns dropped."""

"""Who leaves, when, and by what they answered before."""

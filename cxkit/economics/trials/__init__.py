"""A/B tests: how many visitors, what came out, what to decide."""

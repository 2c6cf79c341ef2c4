"""Time to resolve tickets, open ones counted as still waiting."""

"""What each initiative costs and brings, and which are worth doing."""

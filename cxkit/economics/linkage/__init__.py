"""From a score to behaviour to money: what a point is worth, and how sure that is."""

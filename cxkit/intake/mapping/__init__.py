"""From cells to typed, checked tables: columns found, joined, coerced, held to their contract."""

"""Tables too large for their rows: counted where they are by DuckDB, checked like the others."""

"""Files as they came: text, spreadsheets and Parquet into cells, with what was detected."""

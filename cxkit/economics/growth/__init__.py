"""Where growth comes from: kept, earned by recommendation, bought."""

"""What a customer is worth over the years to come."""

"""A score period by period with the limits within which chance moves it."""

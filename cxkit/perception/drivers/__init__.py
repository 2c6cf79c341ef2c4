"""What weighs in a score: importance of the rated attributes, its checks, penalty and reward."""

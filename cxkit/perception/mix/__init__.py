"""Why a total moved: the groups' own scores, or who answered."""

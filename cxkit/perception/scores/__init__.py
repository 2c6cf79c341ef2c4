"""Scores over all answers, by group and wave by wave: calculations, figures, tables, words."""

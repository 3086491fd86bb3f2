"""Scores transcripts of Chinese service encounters, every point with the words that earn or cost it."""

__version__ = "0.1.0"

"""Runs that were written into a folder: the names of their files, and how they are read back.

Nothing is loaded here: a run that only prints needs the names alone.
"""

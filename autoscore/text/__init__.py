"""Text: the normal form, the squeezed view, syllables, words, sentences, numbers, and the search engines.

This room is the one door to rjieba, RE2, the phrase automaton and rapidfuzz.
"""

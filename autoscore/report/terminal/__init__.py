"""What is drawn on a terminal or into a text file."""

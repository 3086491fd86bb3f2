"""One file a format; each holds a `FORMAT`, and adding a file is the registration."""

"""What holds for all tests."""

from hypothesis import settings

# How long an example takes says something about the machine, and nothing about the property.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

"""Forms for programs: JSON and what continuous integration and conversation stores read."""

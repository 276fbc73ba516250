"""The door in the browser: the one Django project."""

"""A real OpenID Connect provider for the tests: `python -m tests.people.provider PORT FOLDER`."""

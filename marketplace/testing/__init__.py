"""Fixtures that the tests of every app share."""

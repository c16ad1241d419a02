"""The admin of the bodies, gathered for Django."""

from .bodies import admin  # noqa: F401

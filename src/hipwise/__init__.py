"""Hipwise: plans, shows, watches and follows exercise for hip impingement."""

__version__ = "0.1.0"

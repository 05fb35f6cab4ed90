"""Hipwise: plans, shows, watches and follows exercise for hip impingement."""


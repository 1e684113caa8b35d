"""Mingzhang: publishes a government plan so that anyone can see whether it is being kept."""

__version__ = "0.1.0"

"""Handouts: a patient and some exercises in, an illustrated and accessible PDF out."""

__version__ = "0.1.0"

"""Lay out: a `Document` and a brand become a tagged PDF."""

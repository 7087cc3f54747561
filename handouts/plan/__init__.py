"""Decide: a profile and the catalog become a complete `Plan`, or a refusal with reasons."""

"""Spoiling the gate on purpose, one place at a time, to see whether its tests notice (S10)."""

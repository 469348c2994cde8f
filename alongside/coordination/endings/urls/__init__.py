"""Addresses about how a time with us ends: of one woman, and of a whole service."""

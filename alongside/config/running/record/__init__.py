"""Proving the record from outside: its rows, its seals, the second place and paper."""

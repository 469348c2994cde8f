"""The rules of the house as functions: each takes what it judges and returns its findings, in sentences."""

"""Every write of how a time with us ends, and begins again."""

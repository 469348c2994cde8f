"""Running Alongside: the embedded database, the processes beside it, backups and the doctor.

Nothing in this package imports Django, so it works before there is a database to talk to.
"""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "alongside.foundation.directory"
    label = "directory"

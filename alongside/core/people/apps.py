from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "alongside.core.people"
    label = "people"

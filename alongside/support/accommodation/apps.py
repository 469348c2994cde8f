from django.apps import AppConfig


class AccommodationConfig(AppConfig):
    name = "alongside.support.accommodation"
    label = "accommodation"

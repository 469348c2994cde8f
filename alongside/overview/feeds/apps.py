from django.apps import AppConfig


class FeedsConfig(AppConfig):
    name = "alongside.overview.feeds"
    label = "feeds"

from django.apps import AppConfig


class StoryConfig(AppConfig):
    name = "alongside.core.story"
    label = "story"

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "alongside.coordination.meetings"
    label = "meetings"

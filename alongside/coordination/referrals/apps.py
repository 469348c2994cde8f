from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "alongside.coordination.referrals"
    label = "referrals"

"""What we learn, and how we do things here: no woman is in any of it."""

from django.urls import path

from alongside.support.learning.views import policies, trainings

app_name = "learning"
urlpatterns = [
    path("", trainings.trainings, name="trainings"),
    path("cover/", trainings.cover, name="cover"),
    path("trainings/new/", trainings.training_new, name="training_new"),
    path("trainings/<uuid:training_id>/", trainings.training, name="training"),
    path("trainings/<uuid:training_id>/change/", trainings.training_change, name="training_change"),
    path("trainings/<uuid:training_id>/off/", trainings.training_off, name="training_off"),
    path("trainings/<uuid:training_id>/on/", trainings.training_on, name="training_on"),
    path("trainings/<uuid:training_id>/there/", trainings.there, name="there"),
    path("trainings/<uuid:training_id>/volunteer/", trainings.volunteer, name="volunteer"),
    path("there/<uuid:learnt_id>/back/", trainings.there_back, name="there_back"),
    path("rules/", policies.policies, name="policies"),
    path("rules/new/", policies.policy_new, name="policy_new"),
    path("rules/<uuid:policy_id>/", policies.policy, name="policy"),
    path("rules/<uuid:policy_id>/version/<int:number>/", policies.edition, name="edition"),
    path("rules/<uuid:policy_id>/change/", policies.policy_change, name="policy_change"),
    path("rules/<uuid:policy_id>/off/", policies.policy_off, name="policy_off"),
    path("rules/<uuid:policy_id>/on/", policies.policy_on, name="policy_on"),
    path("rules/<uuid:policy_id>/read/", policies.policy_read, name="policy_read"),
]

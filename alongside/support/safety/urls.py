"""women/<uuid:client_id>/plan/…: her plan, what happened, and what agencies do."""

from django.urls import path

from alongside.support.safety.views import harm, incidents, papers, plan

app_name = "safety"
urlpatterns = [
    path("", plan.plan, name="plan"),
    path("<int:place>/", plan.section, name="section"),
    path("<int:place>/apart/", plan.apart, name="apart"),
    path("fits/", plan.fits, name="fits"),
    path("look/", plan.look, name="look"),
    path("view/", plan.judgement, name="judgement"),
    path("paper/", papers.paper, name="paper"),
    path("days/", incidents.incidents, name="incidents"),
    path("days/new/", incidents.incident_new, name="incident_new"),
    path("days/<uuid:incident_id>/", incidents.incident, name="incident"),
    path("days/<uuid:incident_id>/second/", incidents.second, name="second"),
    path("others/", harm.others, name="others"),
    path("others/new/", harm.pattern_new, name="pattern_new"),
    path("others/<uuid:pattern_id>/", harm.pattern, name="pattern"),
    path("others/<uuid:pattern_id>/off/", harm.pattern_off, name="pattern_off"),
    path("others/<uuid:pattern_id>/back/", harm.pattern_back, name="pattern_back"),
    path("others/agency/", harm.measure_new, name="measure_new"),
    path("others/agency/<uuid:measure_id>/", harm.measure, name="measure"),
    path("others/agency/<uuid:measure_id>/off/", harm.measure_off, name="measure_off"),
    path("others/agency/<uuid:measure_id>/back/", harm.measure_back, name="measure_back"),
]

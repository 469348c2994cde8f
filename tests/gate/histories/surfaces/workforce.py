"""What workers do for each other: pages that know no woman, and the two that are about one."""

import uuid

from django.urls import reverse

from tests.gate.histories.scenes import SURFACES, Asked, Scene, surface
from tests.gate.histories.surfaces.records import of_her


@surface(
    "workforce:care", "workforce:leave", "workforce:check", "workforce:team", "workforce:sitting_ask",
    "workforce:sitting_offer", "workforce:debrief_offer", "workforce:consultations",
    "workforce:consultation_ask", "workforce:changes", "workforce:change_new", "home:weeks",
    "home:team_weeks", "home:team_work", "team:months", "accounts:colleagues", "accounts:my_skills",
    "accounts:cover", "accounts:sits", "learning:trainings", "learning:cover", "learning:policies",
    "workforce:sitting", "workforce:sitting_plan", "workforce:consultation", "workforce:change",
    "workforce:approaches", "workforce:approach_new", "workforce:approach",
)  # fmt: skip
def pages_for_workers(scene: Scene) -> Asked:
    page = scene.chance.choice(SURFACES["pages for workers"].pages)
    one = (
        "workforce:sitting",
        "workforce:sitting_plan",
        "workforce:consultation",
        "workforce:change",
        "workforce:approach",
    )
    return Asked(reverse(page, args=[uuid.uuid4()] if page in one else []))


@surface("workforce:consultation_about", "team:intensity")
def advice_and_how_close(scene: Scene) -> Asked:
    woman = scene.woman()
    if scene.chance.random() < 0.5:
        return of_her("workforce:consultation_about", scene, woman)
    episode = scene.chance.choice(woman.episodes).key if woman.episodes else uuid.uuid4()
    return Asked(reverse("team:intensity", args=[woman.key, episode]), woman=woman)

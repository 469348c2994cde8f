"""women/<uuid:client_id>/around/…"""

from typing import Any

from django.urls import URLPattern, path

from alongside.core.around import views

app_name = "around"


def _kept(noun: str, letter: str) -> list[URLPattern]:
    """Give what is written down about her children one set of addresses for each kind."""
    of: dict[str, Any] = {"noun": noun}
    return [
        path(f"near/{letter}/new/", views.near_new, of, name=f"{noun}_new"),
        path(f"near/{letter}/<uuid:{noun}_id>/", views.near_change, of, name=f"{noun}_change"),
        path(f"near/{letter}/<uuid:{noun}_id>/end/", views.near_end, of, name=f"{noun}_end"),
        path(f"near/{letter}/<uuid:{noun}_id>/back/", views.near_back, of, name=f"{noun}_back"),
    ]


urlpatterns = [
    path("", views.around, name="around"),
    path("paper/", views.paper, name="paper"),
    path("people/new/", views.person_new, name="person_new"),
    path("people/<uuid:person_id>/", views.person, name="person"),
    path("people/<uuid:person_id>/change/", views.person_change, name="person_change"),
    path("people/<uuid:person_id>/now/", views.standing_new, name="standing_new"),
    path(
        "people/<uuid:person_id>/now/<uuid:standing_id>/undo/",
        views.standing_undo,
        name="standing_undo",
    ),
    path("people/<uuid:person_id>/end/", views.person_end, name="person_end"),
    path("people/<uuid:person_id>/back/", views.person_back, name="person_back"),
    path("people/<uuid:person_id>/part/", views.person_part, name="person_part"),
    path("near/", views.near, name="near"),
    *_kept("child", "c"),
    *_kept("pregnancy", "e"),
    *_kept("arrangement", "a"),
    *_kept("process", "p"),
    path(
        "near/a/<uuid:arrangement_id>/days/new/",
        views.arrangement_day_new,
        name="arrangement_day_new",
    ),
    path("near/p/<uuid:process_id>/days/new/", views.process_day_new, name="process_day_new"),
    path("near/d/<uuid:day_id>/", views.day, name="day"),
    path("pets/", views.pets, name="pets"),
    path("pets/new/", views.pet_new, name="pet_new"),
    path("pets/<uuid:pet_id>/", views.pet, name="pet"),
    path("pets/<uuid:pet_id>/change/", views.pet_change, name="pet_change"),
    path("pets/<uuid:pet_id>/end/", views.pet_end, name="pet_end"),
    path("pets/<uuid:pet_id>/back/", views.pet_back, name="pet_back"),
    path("pets/<uuid:pet_id>/part/", views.pet_part, name="pet_part"),
    path("pets/<uuid:pet_id>/turned/new/", views.turned_new, name="turned_new"),
    path("pets/<uuid:pet_id>/turned/<uuid:turned_id>/undo/", views.turned_undo, name="turned_undo"),
]

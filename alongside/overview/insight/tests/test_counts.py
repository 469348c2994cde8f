from django.utils import timezone

from alongside.foundation.accounts.models import Post
from tests.shared.cast import Cast, sign_in


def test_a_manager_is_led_to_her_service_this_year(cast: Cast) -> None:
    answer = sign_in(cast.bea).get("/counts/")
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"/counts/{cast.navigators.pk}/20")


def test_a_manager_without_a_service_is_told_what_to_do(cast: Cast) -> None:
    Post.objects.filter(membership=cast.bea).update(ended_at=timezone.now())
    answer = sign_in(cast.bea).get("/counts/")
    assert answer.status_code == 200
    assert "No service yet" in answer.content.decode()


def test_nobody_else_counts(cast: Cast) -> None:
    for hat in (cast.amal, cast.vera, cast.petra, cast.conny, cast.ada):
        assert sign_in(hat).get("/counts/").status_code == 403

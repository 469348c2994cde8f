"""Pages that belong to no room."""

from collections.abc import Sequence
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language

from alongside.foundation.common.kit import WRONG, KitForm, pieces, shell
from alongside.foundation.common.notices import say
from alongside.foundation.common.typed import typed


def still(name: str, status: int, *, written: Sequence[str] = ()) -> HttpResponse:
    """Answer with a page that asks nothing of anybody: the same bytes for everybody.

    `written` is what this very request brought, given back so that nothing typed is lost.
    """
    page = _rendered(name, written) if written else _rendered_once(name, get_language())
    return HttpResponse(page, status=status)


def _rendered(name: str, written: Sequence[str] = ()) -> str:
    return render_to_string(f"common/{name}.html", {"written": written})


@cache
def _rendered_once(name: str, language: str | None) -> str:
    return _rendered(name)


def _written(request: HttpRequest) -> list[str]:
    return typed(request.POST) if request.method == "POST" else []


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what could not be read at all."""
    return still("400", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what this role doesn't do."""
    return still("403", 403, written=_written(request))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what is not there, or not there for her."""
    return still("404", 404, written=_written(request))


def broken(request: HttpRequest) -> HttpResponse:
    """Answer when something of ours broke."""
    return still("500", 500)


def health(request: HttpRequest) -> HttpResponse:
    """Say that the web process is up; asks the database nothing."""
    return HttpResponse("ok", content_type="text/plain")


def kit(request: HttpRequest) -> HttpResponse:
    """Show every component of the look on one page, with made-up people."""
    say(request, "Saved to Marta’s record.", undo_url="/undo/")
    form = KitForm(WRONG) if request.GET.get("mend") else KitForm()
    context = {**shell(), **pieces(), "form": form, "theme": request.GET.get("theme", "")}
    return render(request, "common/kit.html", context)


def kit_her(request: HttpRequest) -> HttpResponse:
    """Show the frame of the pages she may be shown, with made-up words."""
    context = {
        "exit_url": "/leave/",
        "wording_unread": True,
        "her_banner": shell()["banner"],
        "form": KitForm(),
        "theme": request.GET.get("theme", ""),
    }
    return render(request, "common/kit_her.html", context)

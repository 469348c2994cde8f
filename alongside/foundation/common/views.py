"""Pages that belong to no room."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.foundation.common.kit import WRONG, KitForm, pieces, shell
from alongside.foundation.common.notices import say


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose page grew old (its token no longer fits) in plain words."""
    return render(request, "common/stale_form.html", status=403)


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
        "banner": shell()["banner"],
        "form": KitForm(),
        "theme": request.GET.get("theme", ""),
    }
    return render(request, "common/kit_her.html", context)

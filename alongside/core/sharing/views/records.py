"""Her agreement to being with us, and her wishes about sharing."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from alongside.core.people.models import Episode
from alongside.core.sharing.actions import agreements as agreement_actions
from alongside.core.sharing.actions import wishes as wish_actions
from alongside.core.sharing.forms.records import AgreementForm, OnDutyForm, WishForm, as_chosen
from alongside.core.sharing.models import Agreement, Wish
from alongside.core.sharing.queries import seeing, whom
from alongside.core.sharing.rules.wishes import sentence
from alongside.core.sharing.views.hers import Hers, hers, opened
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile, Refused


@requires(Permission.WRITE_CONTACT)
def agreement_new(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Write down what she agreed to, in her words, and how free she was."""
    her = hers(client_id)
    episodes = Episode.objects.filter(client_id=client_id).exclude(state=Episode.State.OFFERED)
    form = AgreementForm(
        request.POST if request.method == "POST" else None,
        episodes=list(episodes.select_related("service")),
    )
    if request.method == "POST" and form.is_valid():
        agreement_actions.agree(
            key=form.cleaned_data["key"], episode=form.episodes[form.cleaned_data["episode"]],
            agreed_on=form.cleaned_data["agreed_on"], facts=form.facts(),
            made_by=request.membership, by=request.actor,
        )  # fmt: skip
        say(request, _("Saved to %(name)s’s record.") % {"name": her.client.name})
        return redirect("sharing:who_sees", client_id)
    opened(request, "sharing.agreement_new", client_id)
    context = {"client": her.client, "form": form}
    status = 422 if form.errors else 200
    return render(request, "sharing/agreement_new.html", context, status=status)


@requires(Permission.WRITE_CONTACT)
def agreement_end(
    request: WorkerRequest, client_id: uuid.UUID, agreement_id: uuid.UUID
) -> HttpResponse:
    """Write down that she takes her agreement back; no reason is asked."""
    her = hers(client_id)
    agreement = get_object_or_404(seeing.agreements_of(client_id), pk=agreement_id)
    if request.method == "POST":
        agreement_actions.end_agreement(
            agreement=agreement, ended_by=request.membership, by=request.actor
        )
        say(request, _("Written down: she takes her agreement back."), tone="info")
        return redirect("sharing:who_sees", client_id)
    opened(request, "sharing.agreement_end", client_id)
    context = {"client": her.client, "agreement": agreement}
    return render(request, "sharing/agreement_end.html", context)


@requires(Permission.WRITE_CONTACT)
def agreement_duty(
    request: WorkerRequest, client_id: uuid.UUID, agreement_id: uuid.UUID
) -> HttpResponse:
    """Write down that it was explained to her who reads what while her worker is away, and what she says."""
    her = hers(client_id)
    agreement = get_object_or_404(seeing.agreements_of(client_id), pk=agreement_id)
    standing = {name: getattr(agreement, name) for name in ("version", "on_duty", "on_duty_words")}
    form = OnDutyForm(request.POST if request.method == "POST" else None, initial=standing)
    theirs: Agreement | None = None
    if form.is_bound and form.is_valid():
        try:
            agreement_actions.talk_of_duty(
                agreement=agreement, by=request.actor, **form.cleaned_data
            )
            say(request, _("Saved to %(name)s’s record.") % {"name": her.client.name})
            return redirect("sharing:who_sees", client_id)
        except ChangedMeanwhile as refusal:
            request.refusals.append(refusal.rule)
            theirs, form = refusal.theirs, _on_duty_beside(request, refusal)
    opened(request, "sharing.agreement_duty", client_id)
    context = {"client": her.client, "agreement": agreement, "form": form, "theirs": theirs}
    status = 422 if form.errors else 200
    return render(request, "sharing/agreement_duty.html", context, status=status)


def _on_duty_beside(request: WorkerRequest, refusal: ChangedMeanwhile) -> OnDutyForm:
    typed = request.POST.copy()
    typed["version"] = str(refusal.theirs.version) if refusal.theirs else ""
    form = OnDutyForm(typed)
    form.full_clean()
    form.add_error(None, refusal.reason)
    return form


@requires(Permission.WRITE_CONTACT)
def wish_new(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Write down what she wishes about sharing."""
    return _wish_form(request, hers(client_id), None)


@requires(Permission.WRITE_CONTACT)
def wish_change(request: WorkerRequest, client_id: uuid.UUID, wish_id: uuid.UUID) -> HttpResponse:
    """Write down what she wishes now in the place of what she wished before."""
    her = hers(client_id)
    return _wish_form(request, her, _wish(client_id, wish_id))


def _wish(client_id: uuid.UUID, wish_id: uuid.UUID) -> Wish:
    every = Wish.objects.select_related("agency", "worker")
    return get_object_or_404(every, pk=wish_id, client_id=client_id)


def _wish_form(request: WorkerRequest, her: Hers, instead_of: Wish | None) -> HttpResponse:
    # What was ended meanwhile is no longer there to be changed: what is typed is a wish beside what stands.
    ended = instead_of is not None and instead_of.ended_at is not None
    form = WishForm(
        request.POST if request.method == "POST" else None,
        agencies=list(whom.agencies()),
        workers=list(whom.workers()),
        initial=as_chosen(instead_of) if instead_of and not ended else {},
    )
    if request.method == "POST" and not ended and form.is_valid():
        try:
            wish = wish_actions.say_wish(
                key=form.cleaned_data["key"], client_id=her.client.pk, facts=form.facts(),
                instead_of=instead_of, made_by=request.membership, by=request.actor,
            )  # fmt: skip
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error(None, refusal.reason)
            form.renew_key()
        else:
            _say_wished(request, her, wish)
            return redirect("sharing:who_sees", her.client.pk)
    opened(request, "sharing.wish", her.client.pk)
    context = {
        "client": her.client, "form": form, "instead_of": instead_of, "ended": ended,
        "before": sentence(instead_of) if instead_of else "",
        "wishes": seeing.wish_lines(seeing.wishes_of(her.client.pk)) if ended else [],
    }  # fmt: skip
    status = 409 if ended and request.method == "POST" else 422 if form.errors else 200
    return render(request, "sharing/wish.html", context, status=status)


def _say_wished(request: WorkerRequest, her: Hers, wish: Wish) -> None:
    standing = seeing.standing_shares(her.client.pk)
    said = list(seeing.wishes_of(her.client.pk).filter(pk=wish.pk))
    goes_on = [one for one in standing if seeing.share_line(one, her.rights, said).against]
    if goes_on:
        words = _("Saved. A share that goes on is against this wish. Ask her, and stop it below.")
        say(request, words, tone="waiting")
    else:
        say(request, _("Saved to %(name)s’s record.") % {"name": her.client.name})


@requires(Permission.WRITE_CONTACT)
def wish_end(request: WorkerRequest, client_id: uuid.UUID, wish_id: uuid.UUID) -> HttpResponse:
    """Write down that she takes a wish back."""
    her, wish = hers(client_id), _wish(client_id, wish_id)
    if request.method == "POST":
        wish_actions.end_wish(wish=wish, ended_by=request.membership, by=request.actor)
        say(request, _("Written down: she takes this wish back."), tone="info")
        return redirect("sharing:who_sees", client_id)
    opened(request, "sharing.wish_end", client_id)
    context = {"client": her.client, "wish": wish, "words": sentence(wish)}
    return render(request, "sharing/wish_end.html", context)

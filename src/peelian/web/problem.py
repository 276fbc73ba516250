"""Report a problem: a few words that go to the owner of the tool they are about."""

from typing import Any, Final
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from peelian.assure.ledger import Event
from peelian.ground.errors import InputError, PeelianError
from peelian.web import desk
from peelian.web.casework import append, one_writer
from peelian.web.context import about
from peelian.web.models import ProblemReport

LONGEST: Final = 4000  # characters


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """The form, and the report it sends."""
    page = _own(request.POST.get("page", request.GET.get("page", "")))
    context: dict[str, Any] = {
        "page": page,
        "subject": about(page),
        "words": "",
        "problem": None,
        "longest": LONGEST,
    }
    if request.method == "GET":
        return render(request, "web/report.html", context)
    words = request.POST.get("words", "").strip()
    problem = _unusable(words)
    if problem is not None:
        context |= {"words": words, "problem": problem}
        return render(request, "web/report.html", context, status=400)
    subject = about(page)
    _keep(words, page, subject.name if subject else "", desk.session(request.user).actor)
    return render(request, "web/reported.html", context)


def _keep(words: str, page: str, tool: str, actor: str) -> None:
    kept = ProblemReport(
        tool=tool, page=page, words=words, reported_by=actor, reported_at=timezone.now()
    )
    with one_writer("default"):
        kept.save(force_insert=True)
        append("default", Event("problem.reported", actor, tool, kept.uid))


def _own(page: str) -> str:
    """Return the path if it is one of our pages; anything else must not become a link."""
    path = urlsplit(page).path[:300]
    try:
        resolve(path)
    except Resolver404:
        return ""
    return path


def _unusable(words: str) -> PeelianError | None:
    if not words:
        return InputError(
            "The report was not sent.",
            "It has no words in it.",
            "Write what went wrong and send it again.",
        )
    if len(words) > LONGEST:
        return InputError(
            "The report was not sent.",
            f"It is longer than {LONGEST:,} characters.",
            "Shorten it and send it again.",
        )
    return None

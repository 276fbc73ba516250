"""The ethics committee's page: a plain summary, the questions, its advice, and the pack as PDF."""

from io import BytesIO
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods

from peelian.assure import advising
from peelian.assure.assessing import current
from peelian.assure.banks import library
from peelian.assure.card import Card
from peelian.assure.port import Casework
from peelian.assure.stop import Advice
from peelian.assure.use import ApprovedUse
from peelian.web import desk, people, permissions
from peelian.web.assure.fields import words
from peelian.web.assure.uses import use_of


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, uid: str) -> HttpResponse:
    """What the committee is shown, and the form for its advice."""
    permissions.check_may_see_approvals(request.user)
    workspace, given = desk.workspace(request), request.POST
    if request.method == "POST":
        conditions = tuple(x.strip() for x in words(given, "conditions").splitlines() if x.strip())
        advising.advise(
            workspace.casework,
            uid,
            workspace.session.actor,
            words(given, "position"),
            words(given, "text"),
            conditions=conditions,
            dissent=words(given, "dissent"),
            minute=words(given, "minute"),
        )
        return redirect("approvals.ethics", uid)
    use, card = use_of(workspace.casework, uid)
    context = {
        "use": use,
        "card": card,
        "summary": summary(workspace.casework, use, card),
        "positions": advising.POSITIONS,
        "advice": [
            {"advice": a, "by": people.name_of(a.by)}
            for a in workspace.casework.every(Advice, about=uid)
        ],
    }
    return render(request, "web/assure/ethics.html", context)


@require_GET
def pack(request: HttpRequest, uid: str) -> HttpResponse:
    """The same summary as a PDF to read before a meeting."""
    permissions.check_may_see_approvals(request.user)
    casework = desk.workspace(request).casework
    use, card = use_of(casework, uid)
    response = HttpResponse(
        _pdf(card, summary(casework, use, card)), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'attachment; filename="ethics-{card.tool}.pdf"'
    return response


def summary(casework: Casework, use: ApprovedUse, card: Card) -> list[tuple[str, list[str]]]:
    """The use in plain words: headings and paragraphs."""
    assessment = current(casework, use.uid)
    answers = dict(assessment.answers) if assessment else {}
    found = [
        ("What it does", [card.purpose]),
        ("What it does not do", [card.not_purpose]),
        ("What it may be used for", list(use.purposes)),
        ("What it must never be used for", list(use.prohibited) or ["Nothing is listed yet."]),
        ("The law it relies on", [card.legal_basis]),
        ("How well it does", [_measure(m) for m in card.measured] or [card.not_measured]),
        ("Where it stops", list(card.limits)),
        ("What people do when it is stopped", [card.if_stopped]),
        ("How somebody challenges it", [card.human_route]),
    ]
    for question in library().asked(use.tier):
        answer = answers.get(question.uid)
        text = f"{answer.state.value}: {answer.text}" if answer else "not yet answered"
        found.append((question.text, [text]))
    return found


def _measure(measure: Any) -> str:
    between = ""
    if measure.low is not None:
        between = f" (between {measure.low:g} and {measure.high:g})"
    return f"{measure.name}: {measure.value:g}{between}, from {measure.n:,} cases: {measure.data}"


def _pdf(card: Card, parts: list[tuple[str, list[str]]]) -> bytes:
    from html import escape

    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    styles = getSampleStyleSheet()
    story = [Paragraph(f"{escape(card.label)}: summary for the ethics committee", styles["Title"])]
    for heading, lines in parts:
        story.append(Paragraph(escape(heading), styles["Heading4"]))
        story += [Paragraph(escape(line), styles["BodyText"]) for line in lines if line]
    out = BytesIO()
    title = f"{card.label}: ethics summary"
    SimpleDocTemplate(out, pagesize=A4, title=title, author="Peelian").build(story)
    return out.getvalue()


URLS = [
    path("approvals/uses/<slug:uid>/ethics", review, name="approvals.ethics"),
    path("approvals/uses/<slug:uid>/ethics.pdf", pack, name="approvals.pack"),
]

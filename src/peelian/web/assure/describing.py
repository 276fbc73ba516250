"""What each data set is and may be used for, and the form to say so."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from peelian import catalogue
from peelian.assure.describing import describe
from peelian.assure.descriptor import Descriptor
from peelian.ground.records import Classification, Regime
from peelian.web import desk, permissions
from peelian.web.assure.fields import Field, options, several, words


@require_http_methods(["GET", "POST"])
def data(request: HttpRequest) -> HttpResponse:
    """Describe a data set: outside practice nothing reads what is not described."""
    permissions.check_may_see_approvals(request.user)
    workspace, given = desk.workspace(request), request.POST
    if request.method == "POST":
        regime, openness = words(given, "regime"), words(given, "classification")
        made = Descriptor(
            uid=words(given, "table"),
            source=words(given, "source"),
            purposes=several(given, "purposes"),
            subjects=several(given, "subjects"),
            regime=Regime(regime) if regime in set(Regime) else Regime.LAW_ENFORCEMENT,
            classification=Classification(openness)
            if openness in set(Classification)
            else Classification.OPERATIONAL,
        )
        session = workspace.session
        describe(workspace.casework, made, session.force, session.actor)
        return redirect("approvals.data")
    kept = workspace.casework.every(Descriptor)
    tables = sorted({t for c in catalogue.cards() if c.gated for t in c.reads})
    known = "; ".join(f"{d.uid}: {', '.join(d.purposes)}" for d in kept) or "none yet"
    context = {
        "title": "Describe data",
        "lead": f"Outside practice a tool reads only data described for its purpose: {known}.",
        "fields": [
            Field("table", "Data", kind="select", options=tuple((t, t) for t in tables)),
            Field(
                "purposes", "What may they be used for?", "Short names, such as patrol-planning."
            ),
            Field("source", "Where do they come from?"),
            Field("subjects", "Whom are they about? (optional)", "Such as suspects, victims."),
            Field("classification", "How open", kind="select", options=options(Classification)),
            Field(
                "regime", "The law they are handled under", kind="select", options=options(Regime)
            ),
        ],
        "button": "Keep the description",
    }
    return render(request, "web/assure/form.html", context)


URLS = [path("approvals/data", data, name="approvals.data")]

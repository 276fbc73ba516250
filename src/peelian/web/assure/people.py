"""The people register: who holds which role, and until when their training and vetting last."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from peelian.assure.people import Person as Registered
from peelian.assure.people import Role, Vetting
from peelian.assure.register_people import enrol
from peelian.web import desk, permissions
from peelian.web.assure.fields import Field, day, whole, words
from peelian.web.models import Person


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Everybody in the register, and the form to add or change somebody."""
    permissions.check_may_see_approvals(request.user)
    workspace = desk.workspace(request)
    if request.method == "POST":
        given = request.POST
        account = words(given, "account")
        person = Registered(
            uid=account,
            force=words(given, "force"),
            roles=frozenset(Role(r) for r in given.getlist("roles") if r in set(Role)),
            active_until=day(given, "active_until"),
            trained_until=day(given, "trained_until"),
            vetting=Vetting(min(whole(given, "vetting") or 0, Vetting.ENHANCED)),
            vetted_until=day(given, "vetted_until"),
        )
        enrol(workspace.casework, person, workspace.session.actor, (account,))
        return redirect("approvals.people")
    names = {p.uid: p.username for p in Person.objects.filter(is_active=True)}
    known = workspace.casework.every(Registered)
    levels = (("0", "None"), ("1", "Standard"), ("2", "Enhanced"))
    context = {
        "known": [{"person": p, "name": names.get(p.uid, "account closed")} for p in known],
        "fields": [
            Field("account", "Account", kind="select", options=tuple(names.items())),
            Field("force", "Force", value=workspace.session.force),
            Field(
                "roles",
                "Roles",
                kind="checks",
                options=tuple((r.value, r.words.capitalize()) for r in Role),
            ),
            Field("trained_until", "Training is valid until", kind="date"),
            Field("vetting", "Vetting", kind="select", options=levels),
            Field("vetted_until", "Vetting is valid until (optional)", kind="date"),
            Field("active_until", "Last day at work (optional)", kind="date"),
        ],
    }
    return render(request, "web/assure/people.html", context)


URLS = [path("approvals/people", register, name="approvals.people")]

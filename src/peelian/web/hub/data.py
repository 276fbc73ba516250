"""Data: what the folder holds, how complete it is, and where it came from."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from peelian.web import desk, permissions
from peelian.web.inventory import holdings


def data(request: HttpRequest) -> HttpResponse:
    """The Data page."""
    permissions.check_may_see_data(request.user)
    held = holdings(desk.lake())
    desk.session(request.user).check_may_read(held.classifications)
    context = {
        "held": held,
        "may_ingest": permissions.may_run(request.user, "hub.ingest"),
        "may_read": permissions.may_run(request.user, "hub.read"),
        "may_sample": permissions.may_run(request.user, "sample.force"),
        "may_judge": permissions.may_run(request.user, "hub.quality"),
        "may_repair": permissions.may_run(request.user, "hub.repair"),
    }
    return render(request, "hub/data.html", context)


URLS = [path("hub/", data, name="data")]

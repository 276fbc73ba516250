"""Every address of the web pages. A tool's page is at ``/ROOM/TOOL``."""

from django.urls import path

from peelian.web import api, assure, geography, home, problem, signin, tool
from peelian.web.hub import changes, data, ingest, quality, read
from peelian.web.insight import hotspots, trends
from peelian.web.patrol import plan
from peelian.web.sample import force

PAGES = [
    path("", home.home, name="home"),
    *changes.URLS,
    *data.URLS,
    *ingest.URLS,
    *quality.URLS,
    *read.URLS,
    *hotspots.URLS,
    *trends.URLS,
    *plan.URLS,
    *force.URLS,
]

urlpatterns = [
    *PAGES,
    path("signin", signin.sign_in, name="signin"),
    path("signout", signin.sign_out, name="signout"),
    *assure.URLS,
    *geography.URLS,
    path("problem", problem.report, name="problem"),
    path("api/", api.URLS),
    *tool.URLS,  # last: a tool without a page of its own gets the generic one
]

handler400 = "peelian.web.errors.bad_request"
handler403 = "peelian.web.errors.forbidden"
handler404 = "peelian.web.errors.not_found"
handler500 = "peelian.web.errors.failed"

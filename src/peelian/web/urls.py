"""Every address of the web pages. A tool's page is at ``/ROOM/TOOL``."""

from django.urls import path

from peelian.web import home, problem, signin

PAGES = [
    path("", home.home, name="home"),
]

urlpatterns = [
    *PAGES,
    path("signin", signin.sign_in, name="signin"),
    path("signout", signin.sign_out, name="signout"),
    path("problem", problem.report, name="problem"),
]

handler400 = "peelian.web.errors.bad_request"
handler403 = "peelian.web.errors.forbidden"
handler404 = "peelian.web.errors.not_found"
handler500 = "peelian.web.errors.failed"

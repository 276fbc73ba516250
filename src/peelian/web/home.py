"""Home: what changed and what needs attention."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """The first page after signing in."""
    return render(request, "web/home.html")

"""Signing in and out: Argon2 passwords, a lock after repeated failures, a limit per address."""

import hashlib
import hmac
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from peelian.assure.ledger import Event
from peelian.ground.errors import InputError, NotAllowedError, PeelianError
from peelian.web.casework import DjangoLedger, one_writer
from peelian.web.models import Person, SignInAttempt

WINDOW: Final = timedelta(minutes=15)
PER_NAME: Final = 5  # failures in the window before a name is locked
PER_ADDRESS: Final = 30  # failures in the window before an address must wait


class Passwords(BaseBackend):
    """Checks a user name and password; takes as long when the name does not exist."""

    def authenticate(
        self,
        request: HttpRequest | None,  # noqa: ARG002 - Django's signature
        username: str | None = None,
        password: str | None = None,
        **_other: Any,
    ) -> Person | None:
        """Return the person, or ``None``."""
        person = Person.objects.filter(username=username or "").first()
        if person is None:
            make_password(password or "")  # the same work, so that names cannot be told by time
            return None
        return person if person.check_password(password or "") and person.is_active else None

    def get_user(self, user_id: int) -> Person | None:
        """Return the person of a running session."""
        return Person.objects.filter(pk=user_id, is_active=True).first()


@login_not_required
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page."""
    if request.method == "GET":
        return _form(request, None, 200)
    name, address = request.POST.get("username", "").strip(), request.META["REMOTE_ADDR"]
    attempt = _record(name, address)
    if attempt is None:
        return _form(request, _locked(), 429)
    person = auth.authenticate(request, username=name, password=request.POST.get("password", ""))
    if not isinstance(person, Person):
        return _form(request, _wrong(), 400)
    SignInAttempt.objects.filter(name_digest=attempt.name_digest).delete()
    auth.login(request, person)
    DjangoLedger("default").append(Event("person.signed-in", person.uid))
    return redirect(_next(request))


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    auth.logout(request)
    return redirect("signin")


def _record(name: str, address: str) -> SignInAttempt | None:
    """Count an attempt before it is checked, so that many at once cannot slip through."""
    now = timezone.now()
    digest = hmac.new(str(settings.SECRET_KEY).encode(), name.lower().encode(), hashlib.sha256)
    with one_writer("default"):
        SignInAttempt.objects.filter(at__lt=now - timedelta(days=1)).delete()
        recent = SignInAttempt.objects.filter(at__gt=now - WINDOW)
        if (
            recent.filter(name_digest=digest.hexdigest()).count() >= PER_NAME
            or recent.filter(address=address).count() >= PER_ADDRESS
        ):
            return None
        return SignInAttempt.objects.create(name_digest=digest.hexdigest(), address=address, at=now)


def _form(request: HttpRequest, problem: PeelianError | None, status: int) -> HttpResponse:
    context = {
        "problem": problem,
        "username": request.POST.get("username", ""),
        "next": request.POST.get("next", request.GET.get("next", "")),
    }
    return render(request, "web/signin.html", context, status=status)


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if safe else "/"


def _wrong() -> InputError:
    return InputError(
        "You are not signed in.",
        "The user name or the password is not right.",
        "Check both and try again.",
    )


def _locked() -> NotAllowedError:
    return NotAllowedError(
        "Signing in is paused.",
        "There were too many attempts that did not succeed.",
        "Wait 15 minutes and try again, or ask your IT administrator.",
    )

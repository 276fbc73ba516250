"""Error pages: what happened, why, and what to do next. Never a trace, never a person's data."""

from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from peelian.ground.errors import (
    BusyError,
    InputError,
    NotAllowedError,
    PeelianError,
    RefusedError,
    VerificationError,
)

STATUS: Final[dict[type[PeelianError], HTTPStatus]] = {
    InputError: HTTPStatus.BAD_REQUEST,
    VerificationError: HTTPStatus.CONFLICT,
    RefusedError: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotAllowedError: HTTPStatus.FORBIDDEN,
    BusyError: HTTPStatus.CONFLICT,
}


def as_json(error: PeelianError) -> dict[str, dict[str, str]]:
    """The three sentences for a program."""
    return {"error": {"what": error.what, "why": error.why, "next_step": error.next_step}}


def kept(error: PeelianError) -> dict[str, str]:
    """The three sentences and the kind of error, to be kept with a run."""
    return {**as_json(error)["error"], "kind": type(error).__name__}


def from_json(body: dict[str, str]) -> PeelianError:
    """Return the error that :func:`kept` wrote down."""
    kinds = {kind.__name__: kind for kind in STATUS}
    return kinds.get(body.get("kind", ""), PeelianError)(
        body["what"], body["why"], body["next_step"]
    )


def explain(request: HttpRequest, error: PeelianError) -> HttpResponse:
    """Answer with the three sentences, as a page or as JSON."""
    status = STATUS.get(type(error), HTTPStatus.INTERNAL_SERVER_ERROR)
    if not request.accepts("text/html"):
        return JsonResponse(as_json(error), status=status)
    return render(request, "web/error.html", {"problem": error}, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """There is no page at this address."""
    problem = InputError(
        "This page does not exist.",
        "The address may be mistyped, or the page has moved.",
        "Check the address, or start from Home.",
    )
    return _page(request, problem, HTTPStatus.NOT_FOUND)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The request cannot be read."""
    problem = InputError(
        "The request could not be read.",
        "It is too large or not complete.",
        "Go back, check what you entered and try again.",
    )
    return _page(request, problem, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The person may not do this."""
    problem = NotAllowedError(
        "You cannot open this page.",
        "Your role does not include it.",
        "Ask your IT administrator if your work has changed.",
    )
    return _page(request, problem, HTTPStatus.FORBIDDEN)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """A form came without proof that it was ours."""
    problem = NotAllowedError(
        "The form was not accepted.",
        "It was open for too long, or it was sent from another site.",
        "Go back, reload the page and send it again.",
    )
    return _page(request, problem, HTTPStatus.FORBIDDEN)


def failed(request: HttpRequest) -> HttpResponse:
    """Something went wrong that nobody expected; written without the database, which may be why."""
    problem = PeelianError(
        "Something went wrong.",
        "It is a fault in Peelian, not something you did; nothing was half-saved.",
        "Try again; if it happens again, tell your IT administrator when it happened.",
    )
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    if not request.accepts("text/html"):
        return JsonResponse(as_json(problem), status=status)
    context: dict[str, Any] = {"problem": problem, "plain": True}
    return HttpResponse(render_to_string("web/error.html", context), status=status)


def _page(request: HttpRequest, problem: PeelianError, status: HTTPStatus) -> HttpResponse:
    if not request.accepts("text/html"):
        return JsonResponse(as_json(problem), status=status)
    return render(request, "web/error.html", {"problem": problem}, status=status)

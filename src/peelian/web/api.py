"""The API: ``POST /api/ROOM/TOOL`` for every catalogued tool, described by OpenAPI.

Operations and their description are made from what each tool's parameters declare. A request comes
with the session of a signed-in person and the token that forms carry (``X-CSRFToken``). The
description is at ``/api/openapi.json``.
"""

import inspect
import json
import shutil
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Body, File, Form, NinjaAPI, Query, Schema, Status
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.files import UploadedFile
from ninja.security import django_auth
from pydantic import ConfigDict, Field, create_model

from peelian import __version__, catalogue
from peelian.ground.errors import InputError, NotAllowedError, PeelianError
from peelian.ground.parameters import Declared, Kind, declared, parse
from peelian.web import desk, errors, forms, offered, permissions, runs

_query: Final[Any] = Query  # generic in its types only
_file: Final[Any] = File
LONGEST: Final = 600  # seconds a request may wait for its run


class Sentences(Schema):
    """What happened, why, and what to do next."""

    what: str
    why: str
    next_step: str


class Problem(Schema):
    """Why there is no answer."""

    error: Sentences


class Answer(Schema):
    """A run, and its result once it is done."""

    run: str = Field(description="The run's id.")
    state: str = Field(description="running, done or failed.")
    watch: str = Field(description="Where to look while it is running (Accept: application/json).")
    marking: str = Field(description="What every use of the result must carry.")
    result: dict[str, Any] = Field(description="The tool's own summary.")
    files: list[str] = Field(description="Addresses of the files that were made.")


class _Given(Schema):
    """Base of the bodies: nothing but what is declared."""

    model_config = ConfigDict(extra="forbid")


api: Final = NinjaAPI(
    title="Peelian",
    version=__version__,
    description="Every tool of this installation. The same checks and record as on the pages.",
    docs_url=None,
    openapi_url="openapi.json",
    auth=django_auth,
    urls_namespace="api",
)


@api.exception_handler(PeelianError)
def _explain(_request: HttpRequest, error: PeelianError) -> HttpResponse:
    status = errors.STATUS.get(type(error), HTTPStatus.INTERNAL_SERVER_ERROR)
    return _json(errors.as_json(error), status)


@api.exception_handler(ValidationError)
def _unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    names = sorted({str(one["loc"][-1]) for one in error.errors})
    problem = InputError(
        "The request could not be read.",
        f"These values are missing, unknown or of the wrong kind: {', '.join(names)[:200]}.",
        "See /api/openapi.json for what this tool takes.",
    )
    return _explain(request, problem)


@api.exception_handler(HttpError)
@api.exception_handler(AuthenticationError)
def _unknown(_request: HttpRequest, error: HttpError) -> HttpResponse:
    problem = NotAllowedError(
        "The request was not accepted.",
        "It does not come from a signed-in person, or it lacks the form's token.",
        "Sign in and send the token as X-CSRFToken.",
    )
    return _json(errors.as_json(problem), error.status_code)


def _json(body: Any, status: int) -> HttpResponse:
    return HttpResponse(json.dumps(body), content_type="application/json", status=status)


def _add(name: str) -> None:
    """Add one tool's operation."""
    card = catalogue.card(name)
    operation = api.post(
        f"/{card.room}/{card.tool}",
        response={
            200: Answer,
            202: Answer,
            frozenset({400, 401, 403, 409, 422, 500}): Problem,
        },
        operation_id=name,
        summary=card.label,
        description=f"{card.purpose}\n\n{card.not_purpose}",
        tags=[card.room],
    )
    operation(_operation(name))


def _operation(name: str) -> Callable[..., Any]:
    """Make the function of one tool, with the signature its parameters declare."""
    items = declared(catalogue.parameters(name))
    uploads = [item for item in items if item.spec.kind is not Kind.VALUE]

    def operate(
        request: HttpRequest, save_as: list[str], wait: float, **given: Any
    ) -> Status[dict[str, Any]]:
        permissions.check_may_run(request.user, name)
        values = given["given"].model_dump(by_alias=True, exclude_unset=True)
        home, received = forms.receive(request, name)
        try:
            for item in uploads:
                paths = received[item.public_name]
                values[item.public_name] = paths if item.many else next(iter(paths), None)
            parameters: object = parse(catalogue.parameters(name), values)
        except PeelianError:
            shutil.rmtree(home, ignore_errors=True)
            raise
        return _run(request, name, parameters, home, save_as, wait)

    operate.__signature__ = _signature(name, items, uploads)  # type: ignore[attr-defined]  # read by ninja
    return operate


def _run(  # noqa: PLR0913, PLR0917 - called from one place
    request: HttpRequest, name: str, parameters: object, home: Path, formats: list[str], wait: float
) -> Status[dict[str, Any]]:
    known = catalogue.tool(name).formats
    wanted = [kind for kind in formats if kind in known]
    run = runs.start(name, parameters, desk.session(request.user), wanted, home)
    runs.wait(run.uid, wait)
    run.refresh_from_db()
    if run.error:
        raise errors.from_json(json.loads(run.error))
    where = f"/{name.replace('.', '/')}/runs/{run.uid}"
    answer = {
        "run": run.uid,
        "state": run.state,
        "watch": where,
        "marking": desk.session(request.user).marking,
        "result": json.loads(run.summary) if run.summary else {},
        "files": [f"{where}/{file}" for file in json.loads(run.files)],
    }
    return Status(200 if run.state == runs.DONE else 202, answer)


def _signature(name: str, items: tuple[Declared, ...], uploads: list[Declared]) -> Any:
    body = create_model(
        "".join(part.capitalize() for part in name.split(".")),
        __base__=_Given,
        **{i.name: _typed(i) for i in items if i not in uploads},  # type: ignore[call-overload]  # fields by name
    )
    keyword = inspect.Parameter.KEYWORD_ONLY
    parts = [
        inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD),
        inspect.Parameter(
            "given", keyword, annotation=Annotated[body, (Form if uploads else Body)()]
        ),
        inspect.Parameter(
            "save_as",
            keyword,
            annotation=Annotated[list[str], _query(alias="save-as", description="Files to make.")],
            default=[],
        ),
        inspect.Parameter(
            "wait",
            keyword,
            annotation=Annotated[float, _query(ge=0, le=LONGEST, description="Seconds to wait.")],
            default=60.0,
        ),
    ]
    for item in uploads:
        kind: Any = list[UploadedFile] if item.many else UploadedFile
        mark = _file(alias=item.public_name, description=item.spec.help)
        default = inspect.Parameter.empty if item.required else None
        parts.append(
            inspect.Parameter(item.name, keyword, annotation=Annotated[kind, mark], default=default)
        )
    return inspect.Signature(parts)


def _typed(item: Declared) -> tuple[Any, Any]:
    kind: Any = item.type if item.type in (bool, int, float) else str
    if item.choices:
        kind = Literal[item.choices]
    if item.many:
        kind = list[kind]
    text = f"{item.spec.help} ({item.spec.unit})" if item.spec.unit else item.spec.help
    facets: dict[str, Any] = {"alias": item.public_name, "description": text}
    if kind in (int, float):
        facets |= {"ge": item.spec.minimum, "le": item.spec.maximum}
    return (kind, Field(**facets)) if item.required else (kind | None, Field(None, **facets))


for _name in offered.tools():
    _add(_name)

URLS: Final[Any] = api.urls
for _pattern in URLS[0]:
    if _pattern.name != "openapi-json":  # an operation answers 401 by itself, never a sign-in page
        _pattern.callback.login_required = False

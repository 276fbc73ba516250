"""The door in the browser: the one Django project.

For whoever adds a page (``ROOM.TOOL`` has its page at ``/ROOM/TOOL``):

1. Write ``web/ROOM/TOOL.py`` with the views and
   ``URLS = [path("ROOM/TOOL", view, name="ROOM.TOOL")]``, and add ``*TOOL.URLS`` to ``PAGES`` in
   ``web/urls.py``. A catalogued tool without a page of its own gets the generic form there, and
   the API ``POST /api/ROOM/TOOL`` either way.
2. Put the template in ``web/templates/ROOM/TOOL.html`` and start it with
   ``{% extends "web/base.html" %}``. Blocks that stay: ``title`` (page name, used in the browser's
   title), ``head`` (extra ``<link>`` elements), ``main_class``, ``before`` (breadcrumbs or a back
   link), ``content`` (everything in ``<main>``; starts with one ``<h1 class="govuk-heading-l">``),
   ``wide`` (full width below the text column, outside ``<main>``: give it a labelled region),
   ``scripts`` (``<script type="module" src=...>``).
3. Own styles and modules live in ``static/peelian/``; third-party files in ``static/vendor/`` are
   built by ``assets/``. The Content-Security-Policy allows our own files only: no inline script or
   style, no ``style=""`` attribute. Hand data to a module by ``{{ value|json_script:"its-id" }}``.
4. In a view: ``desk.workspace(request)`` gives the :class:`~peelian.assure.workspace.Workspace` of
   the signed-in person (lake, casework and ledger, used directly: we are not in a notebook), and
   ``permissions.check_may_run(request.user, "ROOM.TOOL")`` refuses those who may not. Everybody
   must be signed in unless a view says ``@login_not_required``. Run tools through
   :func:`peelian.assure.run.run` only. A :class:`~peelian.ground.errors.PeelianError` that leaves a
   view becomes a page with its three sentences (for a ``fetch`` that accepts JSON only: a body
   ``{"error": {"what", "why", "next_step"}}``); forms show it in place with
   ``{% include "web/problem.html" with problem=error %}``.
5. The template always has ``person`` (the signed-in user or ``None``), ``links`` (navigation),
   ``marking`` ("Practice data" banner) and ``about`` (the tool's card, on pages below its URL).
6. Ready-made pieces in ``static/peelian/peelian.css``: ``peelian-figures`` (numbers side by side),
   ``peelian-scroll`` (``tabindex="0" role="region" aria-label=...`` around a wide table),
   ``peelian-empty`` (nothing here yet: say what to do), ``peelian-no-print``, ``peelian-wide``.
7. Tests: the fixture ``site`` of ``tests/functional/web/conftest.py`` serves a temporary folder;
   ``site.client("Analyst")`` is a signed-in Django test client.

Modules here import Django's models, so load them after :func:`peelian.web.wiring.set_up` or
``serve_folder``; ``wiring`` and ``serve`` themselves can be imported at any time.
"""

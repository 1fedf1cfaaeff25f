"""Switching the language, and the pages shown when something went wrong."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from web.htmx import is_htmx
from web.language import language_for, profile_of, remember, way_back
from web.typed import typed

NOTHING_CHANGED = _("Nothing was saved or sent. The work is as it was before.")
STALE = _("You signed in again after this page was opened, or it stood open too long. Open it again.")
READING = {"GET", "HEAD"}


@require_POST
@login_not_required
def set_language(request: HttpRequest) -> HttpResponse:
    """Keeps the choice in a cookie and goes back to the page the reader was on."""
    language = language_for(profile_of(request), request.POST.get("language"))
    response = HttpResponseRedirect(way_back(request, request.POST.get("next")))
    remember(response, language)
    return response


def _error(request: HttpRequest, status: int) -> HttpResponse:
    if translation.get_language() is None:
        translation.activate("bn-in")
    return render(request, f"web/{status}.html", _kept(request), status=status)


def _kept(request: HttpRequest) -> dict[str, object]:
    """What became of the work. Who only wanted to read has sent nothing, and need not be told."""
    if request.method in READING:
        return {}
    return {"kept": NOTHING_CHANGED, "typed": typed(request)}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, 404)


def not_this_way(request: HttpRequest) -> HttpResponse:
    """405: opened where only a form sends, or sent to where one only reads."""
    context = {**_kept(request), "reading": request.method in READING}
    return render(request, "web/405.html", context, status=405)


def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without the request's context: what broke may be the very thing that would fill it."""
    context = _kept(request) if hasattr(request, "_post") else {"kept": NOTHING_CHANGED}
    page = render_to_string("web/500.html", context)
    return HttpResponse(page, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """settings.CSRF_FAILURE_VIEW: the reader signed in anew, elsewhere or in another tab, since the page was
    drawn. Nothing of the form is done; the page it stood on leads on, and the words wait there.
    """
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"sentence": str(STALE)}, status=403)
    part = is_htmx(request)
    context = {**_kept(request), "sentence": STALE, "way_url": _page_of_the_form(request)}
    template = "web/parts/stale_part.html" if part else "web/stale_form.html"
    return render(request, template, context, status=403)


def _page_of_the_form(request: HttpRequest) -> str:
    """Where the form stood, as the browser says; empty when it does not, or names another site."""
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    back = way_back(request, page)
    return "" if back == "/" else back

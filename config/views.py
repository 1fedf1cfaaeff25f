from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.health import health


@require_safe
@never_cache
@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when every part is up, 503 otherwise; the body names each part either way."""
    parts = health()
    return JsonResponse(parts, status=200 if all(v == "up" for v in parts.values()) else 503)

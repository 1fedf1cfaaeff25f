"""Pages of officers, the front desk and citizens. Thin: read the request, call one service, answer."""

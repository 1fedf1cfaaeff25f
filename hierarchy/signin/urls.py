"""The pages of signing in. Of allauth's only those stand here that an office needs, under its own names:
allauth asks for them by name. Sign-up, e-mail addresses, password by mail and tying by hand have none.
"""

from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByCode
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, ReauthenticateWebAuthnView, RemoveWebAuthnView
from allauth.socialaccount.providers.openid_connect.views import callback
from django.urls import path, reverse_lazy

from hierarchy.signin import office_views, own_views, views

TEMPLATES = "hierarchy/signin"

sign_in = views.SignIn.as_view()

urlpatterns = [
    path("signin/", sign_in, name="signin"),
    path("signin/", sign_in, name="account_login"),
    path("signin/first/", views.first_signin, name="first_signin"),
    path(
        "signin/factor/",
        AuthenticateView.as_view(template_name=f"{TEMPLATES}/factor.html"),
        name="mfa_authenticate",
    ),
    path("signin/identity/<slug:provider_id>/", views.to_provider, name="openid_connect_login"),
    path("signin/identity/<slug:provider_id>/back/", callback, name="openid_connect_callback"),
    path("account/", own_views.Own.as_view(), name="mfa_index"),
    path("account/password/", own_views.NewPassword.as_view(), name="account_change_password"),
    path("account/sessions/", own_views.end_others, name="end_sessions"),
    path("account/sessions/<int:pk>/", own_views.end_one, name="end_session"),
    path(
        "account/again/",
        ReauthenticateView.as_view(template_name=f"{TEMPLATES}/again.html"),
        name="account_reauthenticate",
    ),
    path(
        "account/again/code/",
        ReauthenticateByCode.as_view(template_name=f"{TEMPLATES}/again.html"),
        name="mfa_reauthenticate",
    ),
    path(
        "account/again/key/",
        ReauthenticateWebAuthnView.as_view(template_name=f"{TEMPLATES}/again_key.html"),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "account/app/",
        ActivateTOTPView.as_view(template_name=f"{TEMPLATES}/app.html"),
        name="mfa_activate_totp",
    ),
    path(
        "account/app/remove/",
        DeactivateTOTPView.as_view(template_name=f"{TEMPLATES}/app_remove.html"),
        name="mfa_deactivate_totp",
    ),
    path(
        "account/keys/add/",
        AddWebAuthnView.as_view(template_name=f"{TEMPLATES}/key.html"),
        name="mfa_add_webauthn",
    ),
    path(
        "account/keys/<int:pk>/remove/",
        RemoveWebAuthnView.as_view(
            template_name=f"{TEMPLATES}/key_remove.html", success_url=reverse_lazy("mfa_index")
        ),
        name="mfa_remove_webauthn",
    ),
    path(
        "account/codes/",
        ViewRecoveryCodesView.as_view(template_name=f"{TEMPLATES}/codes.html"),
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/codes/new/",
        GenerateRecoveryCodesView.as_view(template_name=f"{TEMPLATES}/codes_new.html"),
        name="mfa_generate_recovery_codes",
    ),
    path("accounts/", office_views.accounts, name="accounts"),
    path("accounts/<uuid:user>/", office_views.account, name="officer_account"),
    path("accounts/<uuid:user>/slip/", office_views.slip, name="officer_slip"),
    path("accounts/<uuid:user>/link/", office_views.link, name="officer_link"),
    path("accounts/<uuid:user>/reset/", office_views.reset, name="officer_reset"),
    path("accounts/<uuid:user>/unlock/", office_views.unlock, name="officer_unlock"),
]

"""How long a password is at least, said in the digits of the reader's script."""

from django.contrib.auth.password_validation import MinimumLengthValidator

from web.templatetags.office import bn_digits


class LongEnough(MinimumLengthValidator):
    """Django's rule and words."""

    def get_error_message(self) -> str:
        return bn_digits(super().get_error_message())

    def get_help_text(self) -> str:
        return bn_digits(super().get_help_text())

"""What is said inside of the process that looks at a file, where there is no Django to say it with."""


class NotTaken(Exception):
    """`code` is one of `notings.contents.reasons`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

"""What the embedded server says when it can't serve."""

ALTERNATIVE = "or set GONGJIAN_DATABASE_URL to a PostgreSQL 18 server of your own"


class EmbeddedServerError(Exception):
    """The embedded server can't start or stop; the message says what is wrong, where, and what to do."""

"""Signs of life."""

from django.db import connection


def reaches_database() -> bool:
    """Whether the database answers; raises the database's own error where it does not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))

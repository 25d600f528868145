"""What a person sees of the rows behind a figure: all of them count for everybody, their names and words do not."""

from __future__ import annotations

from dataclasses import dataclass, replace

from accounts.models import Service, User
from insights.compliance.counting import Figure, Row
from insights.opening import refusal_to_open
from insights.records import rights


@dataclass(frozen=True)
class Reader:
    """Somebody who looks at the rows of a figure, on its page or as a file."""

    user: User
    service: Service
    sees_names: bool

    def sees(self, row: Row) -> Row:
        """The row without what is not for this person: a name, a word, a link to a page that refuses them."""
        if not self.sees_names or self.user.pk in row.kept_from:
            return replace(row, what=row.plain, fact=row.fact_for_all, url="")
        if row.url and refusal_to_open(self.user, self.service, row.url):
            return replace(row, url="")
        return row


def reader_of(figure: Figure, user: User, service: Service) -> Reader:
    refusal = figure.names(user, service) if figure.names else ""
    return Reader(user, service, rights.sees_names(user, service) and not refusal)

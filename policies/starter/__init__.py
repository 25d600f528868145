"""The social media policy to begin with. parts.py: text; answers.py: what fills its blanks; drafts.py: the draft."""

from policies.starter.answers import Answers, answers_of
from policies.starter.drafts import (
    Begun,
    ShortForm,
    answers_to,
    begin,
    create_starter_policy,
    invited_to_approve,
    people_who_approve,
    plans,
    second_people,
    templates_of,
    where_they_stand,
)
from policies.starter.parts import PARTS, TITLE, Part

__all__ = [
    "PARTS",
    "TITLE",
    "Answers",
    "Begun",
    "Part",
    "ShortForm",
    "answers_of",
    "answers_to",
    "begin",
    "create_starter_policy",
    "invited_to_approve",
    "people_who_approve",
    "plans",
    "second_people",
    "templates_of",
    "where_they_stand",
]

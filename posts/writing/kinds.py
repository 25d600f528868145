"""What each kind of post is good for, with words to begin from and a list to go through (source: G9, H1). Pure.

The gaps of a skeleton stand in [square brackets]; a post in which one is left cannot be submitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_GAP = 80  # characters between the brackets
_GAP = re.compile(rf"\[[^\W\d_][^\[\]\n]{{0,{LONGEST_GAP}}}\](?!\()")
"""Square brackets around words; not a footnote's number, and not the words of a link in Markdown."""


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """A way to begin. `kind` is the kind of the post that comes of it; several prompts may share one."""

    key: str
    kind: str
    label: str
    hint: str
    skeleton: str = ""
    think_of: tuple[str, ...] = ()
    icon: str = "pencil-square"
    is_timely: bool = False  # bound to a day: nothing to use again as it is


PROMPTS: tuple[Prompt, ...] = (
    Prompt(
        key="resource",
        kind="resource",
        label="Resource",
        hint="A guide, leaflet or recording that people can keep and use.",
        skeleton=(
            "[Who it is for]: our guide to [the subject] is ready to use.\n\n"
            "It explains [one thing that it helps with] in plain words.\n\n"
            "Read it here: [the address of the resource]"
        ),
        think_of=(
            "Does the link lead straight to the resource?",
            "Is it up to date, and does it say when it was written?",
            "Where can people get it on paper?",
        ),
        icon="book",
    ),
    Prompt(
        key="image",
        kind="image",
        label="Picture",
        hint="A picture that says something by itself, with a few words.",
        skeleton="[What the picture shows, and why it matters to families]",
        think_of=(
            "Would somebody who cannot see the picture know what it says?",
            "Is there a written consent for every child and adult in it?",
            "Are words inside the picture also in the text?",
        ),
        icon="image",
    ),
    Prompt(
        key="video",
        kind="video",
        label="Video",
        hint="A short film of ours, or one that we recommend.",
        skeleton=(
            "In [how many] minutes: [what people learn from the video].\n\nWatch it here: [the address of the video]"
        ),
        think_of=(
            "Does it have captions, and were they read by a person?",
            "Do people who watch without sound understand it?",
            "Is it ours, or do we have leave to share it?",
        ),
        icon="camera-video",
    ),
    Prompt(
        key="text",
        kind="text",
        label="Text",
        hint="Something that needs no more than words. A picture still helps it to be seen.",
        skeleton="",
        think_of=("Is there a picture that would go with it?", "Does it say what people can do next?"),
        icon="chat-square-text",
    ),
    Prompt(
        key="link",
        kind="link",
        label="Link",
        hint="News or a page of somebody else that is of use to families.",
        skeleton=(
            "[Who published it] has [what is new].\n\n"
            "What it means for families: [one sentence].\n\n"
            "Read it here: [the address of the page]"
        ),
        think_of=(
            "Do we report it without taking sides?",
            "Is it national law and guidance, or does it say that it is local?",
            "Does the page need an account or a payment?",
        ),
        icon="link-45deg",
    ),
    Prompt(
        key="before_event",
        kind="before_event",
        label="Before an event",
        hint="Tell people in time, and remind them on the day.",
        skeleton=(
            "[What it is] on [day and date], [from when] to [until when], at [place].\n\n"
            "For [who it is for]. We will talk about [the subject].\n\n"
            "[How to book, or: No need to book.] Questions? Call us on [our number]."
        ),
        think_of=(
            "Day, date, both times, place: are all of them there, and right?",
            "Can somebody with a wheelchair, a buggy or no car get there?",
            "Is it free, and does the post say so?",
            "Does a reminder follow on the day before?",
        ),
        icon="calendar-event",
        is_timely=True,
    ),
    Prompt(
        key="new_information",
        kind="new_information",
        label="New information",
        hint="Something has changed, or is new, and families should know.",
        skeleton=(
            "From [date], [what changes].\n\n"
            "This is for you if [who it concerns]. What you can do now: [one step].\n\n"
            "Source: [who says so, with the address]"
        ),
        think_of=(
            "Is the source named, and is it law or guidance rather than an opinion?",
            "Does it say from when it holds?",
            "Should it go into the newsletter and onto the website as well?",
        ),
        icon="megaphone",
        is_timely=True,
    ),
    Prompt(
        key="deadline",
        kind="deadline",
        label="Deadline reminder",
        hint="A date that families should not miss.",
        skeleton=(
            "[What has to be done] by [day and date].\n\n"
            "It concerns [who]. You need [what to have ready].\n\n"
            "Do it here: [the address]. Need help with it? Call us on [our number]."
        ),
        think_of=(
            "Is the date checked against the source?",
            "Does it go out early enough to act on, and once more before the end?",
            "What can people do who have missed it?",
        ),
        icon="alarm",
        is_timely=True,
    ),
    Prompt(
        key="payment_due",
        kind="deadline",
        label="Payment due",
        hint="A payment or a claim with a date, said without blame.",
        skeleton=(
            "[What is to be paid or claimed] by [day and date].\n\n"
            "It costs [how much], and you can pay [how].\n\n"
            "If that is difficult for you, talk to [whom] in confidence: [how to reach them]."
        ),
        think_of=(
            "Is it said kindly, and is there a way for people who cannot pay?",
            "Is the address really that of the body that takes the money?",
        ),
        icon="wallet2",
        is_timely=True,
    ),
    Prompt(
        key="after_event",
        kind="after_event",
        label="After an event",
        hint="What was said, a picture or film of it, and where to read more.",
        skeleton=(
            "Thank you to everyone who came to [the event].\n\n"
            "We talked about [two or three things]. The question that came up most: [the question, and its answer].\n\n"
            "Could not be there? Read more here: [the address]"
        ),
        think_of=(
            "Nobody’s story can be recognised, and nobody is named without leave?",
            "Is there a consent for every picture from the day?",
            "When is the next one?",
        ),
        icon="stars",
        is_timely=True,
    ),
    Prompt(
        key="question",
        kind="question",
        label="Question",
        hint="Invites an answer: what resources people want, what they would like to know.",
        skeleton=(
            "What would help you more: [one thing] or [another thing]?\n\n"
            "Tell us below in general terms. Please do not write about your own child here: "
            "call us in confidence on [our number]."
        ),
        think_of=(
            "Can it be answered without telling one’s own case?",
            "Who reads the answers, and when do we say what came of them?",
        ),
        icon="question-circle",
    ),
    Prompt(
        key="survey",
        kind="survey",
        label="Survey",
        hint="Asks for an opinion on a form, and says what it is for.",
        skeleton=(
            "Have [how many] minutes? Tell us [what we want to know].\n\n"
            "Your answers help us [what will be done with them]. You do not have to give your name.\n\n"
            "The survey is open until [day and date]: [the address]"
        ),
        think_of=(
            "Does the form say who keeps the answers, and for how long?",
            "Can it be filled in on a phone, and with a screen reader?",
            "When do we tell people what came of it?",
        ),
        icon="ui-checks",
        is_timely=True,
    ),
)
BY_KEY = {prompt.key: prompt for prompt in PROMPTS}
TIMELESS = tuple(sorted({prompt.kind for prompt in PROMPTS if not prompt.is_timely}))
"""Kinds that may be of use again as they are."""

FOR_AUDIENCE: dict[str, tuple[str, ...]] = {
    "parents_carers": (
        "Start with what it means for the child at home or at school.",
        "Spell out what professionals shorten: “education, health and care plan (EHC plan)”.",
        "Say what they can do next, and that talking to us is confidential and free.",
    ),
    "young_people": (
        "Speak to them as “you”, in short sentences and everyday words.",
        "Only people of 13 and over are on these networks: nothing here asks younger ones to follow or write.",
        "Say that there is no counselling here, and where to find it.",
    ),
    "professionals": (
        "Say what it changes in their work, and name the law or guidance.",
        "Say how they can refer a family, or what they can hand on.",
        "A more formal tone; still “we”.",
    ),
}
"""What to think of when a post is put into words for this audience."""


def prompt_of(kind: str) -> Prompt:
    """The prompt of a kind, or of a key that stands for one."""
    return BY_KEY.get(kind, BY_KEY["text"])


def gaps(text: str) -> list[tuple[int, int]]:
    """Where something is still to be filled in: start and end, brackets included."""
    return [match.span() for match in _GAP.finditer(text)]


def gaps_left(texts: Iterable[str]) -> list[str]:
    """The gaps in these texts as they are written, each once."""
    return list(dict.fromkeys(text[start:end] for text in texts for start, end in gaps(text)))


def gaps_in_words(left: list[str]) -> str:
    """A sentence that names the first three gaps and says what to do; "" where there are none."""
    if not left:
        return ""
    named = ", ".join(left[:3])
    more = f" and {len(left) - 3} more" if len(left) > 3 else ""
    return f"Fill in {named}{more}, or take it out: what stands in square brackets is a gap."

"""Five questions for the reading of the starter policy, as plain data. All people and places are invented."""

from __future__ import annotations

from policies.models import ScenarioQuestion
from policies.questions import QuestionPlan

COMMENT, POST = ScenarioQuestion.About.COMMENT, ScenarioQuestion.About.POST

QUESTIONS: tuple[QuestionPlan, ...] = (
    QuestionPlan(
        section="comments",
        about=COMMENT,
        text=(
            "School say my lad is too bright for a plan but he’s under the table half the day. He’s in Year 4. "
            "What do I say to them on Thursday? Sick of this"
        ),
        answer="case_request",
        explanation=(
            "The writer asks what to do for one boy. Being cross with the school makes it no grievance: a grievance is "
            "about our own service. Keep a copy, hide the comment and write to them in private."
        ),
    ),
    QuestionPlan(
        section="negativity",
        about=COMMENT,
        text="Left two messages on your answerphone in March and nobody rang back. So much for support.",
        answer="grievance",
        explanation=(
            "The writer tried to use our service and did not get what they hoped for. It is sharp, but it can be put "
            "right, so it is no troll. It stays where it is, and gets one calm public answer."
        ),
    ),
    QuestionPlan(
        section="discussions",
        about=COMMENT,
        text="Is the coffee morning at Harbour Library for dads as well? And do you have the leaflet in Polish?",
        answer="general",
        explanation=(
            "The answer is the same for everybody who asks, so it may be given in public. Events and resources are "
            "what we gladly talk about."
        ),
    ),
    QuestionPlan(
        section="confidentiality",
        about=POST,
        text=(
            "What a morning! Well done to Jayden, 9, from Quay Street Primary, who showed us how he uses his new "
            "talker. His mum says our adviser Beth made all the difference."
        ),
        answer="no",
        explanation=(
            "A first name with an age and a school tells people who he is. A good story is told only with written "
            "consent and without names, and never by details from which somebody could be recognised."
        ),
    ),
    QuestionPlan(
        section="impartiality",
        about=POST,
        text=(
            "The council has published its plans for short breaks from April. You can read them and say what you "
            "think until 12 March: northshire.example/short-breaks"
        ),
        answer="yes",
        explanation=(
            "It passes on what was announced, in neutral words and with the link. It would be different if it said "
            "that the plans are good or bad, or what people should answer."
        ),
    ),
)

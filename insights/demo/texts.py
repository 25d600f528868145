"""What the demo service posted and what people wrote back. Everybody and everything here is invented.

`day` is counted from the day on which the demo is loaded: -3 is three days ago. `time` is the service's wall clock, or
with a minus sign minutes before the moment of loading. {month} and {weekday} in a text are filled in from the post's
own day: its month, and the first working day after it.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class DemoPost:
    """`ends` is what becomes of it once it is written; "goes_out" is published when its time has come before loading,
    and scheduled otherwise. `author` is the first part of an address."""

    title: str
    text: str
    day: int
    time: str
    kind: str = "text"
    audience: str = "parents_carers"
    channels: tuple[str, ...] = ("sandbox", "facebook")
    ends: str = "goes_out"
    own_text: dict[str, str] = field(default_factory=dict)
    note: str = ""  # why it came back, or why a channel did not get it
    drawing: str = ""  # which picture of drawings.py
    picture: str = ""  # the words for people who cannot see it
    reasons: dict[str, str] = field(default_factory=dict)  # why a warning is kept, by rule
    author: str = "priya"


@dataclass(frozen=True, kw_only=True)
class DemoComment:
    """`ends` is closed, open, claimed, acting or taken_away. A closed one whose end lies after the loading is open."""

    text: str
    day: int
    time: str
    name: str
    category: str
    private: bool = False
    ends: str = "closed"
    minutes: int = 25  # from being received to being dealt with; at night and on days off, the next opening
    network: str = "sandbox"
    flags: tuple[str, ...] = ()  # what a person raises where the machine did not
    answer: str = ""  # of a general question; without one, no reply was needed
    about: str = ""  # what an incident is called
    in_public: bool = False  # whether the grievance gets the one public post


POSTS = [
    DemoPost(
        title="What an annual review is for",
        day=-29,
        time="10:00",
        kind="resource",
        text="An annual review looks at whether an education, health and care plan still fits. Our one-page guide says "
        "who comes, what to send beforehand and what happens next. #AnnualReview "
        "https://northshire-sendiass.example/annual-review",
    ),
    DemoPost(
        title="Top tip: keep a diary of phone calls",
        day=-27,
        time="14:00",
        text="Top tip for this week: write down the date, the name and what was agreed after each phone call. A small "
        "notebook is enough. #TopTip https://northshire-sendiass.example/tips",
    ),
    DemoPost(
        title="Opening hours in the school holidays",
        day=-25,
        time="12:30",
        kind="new_information",
        text="Our helpline is open in the school holidays too, Monday to Friday from 9am to 5pm. Call 01632 960417 "
        "or write "
        "to help@northshire-sendiass.example https://northshire-sendiass.example/contact",
    ),
    DemoPost(
        title="Mental health: where to call",
        day=-22,
        time="10:00",
        kind="resource",
        audience="young_people",
        text="Feeling low or worried? You can talk to Childline at any hour on 0800 1111, free and in confidence. It "
        "does not have to be an emergency. https://www.childline.example",
    ),
    DemoPost(
        title="Short breaks: how to find out what there is",
        day=-20,
        time="12:30",
        kind="link",
        text="Short breaks give carers and young people time apart. The local offer lists what there is in Northshire "
        "and how to ask for it. https://northshire-localoffer.example/short-breaks",
    ),
    DemoPost(
        title="Monthly drop-in at Harbour Library",
        day=-18,
        time="09:30",
        kind="before_event",
        drawing="armchairs",
        picture="Two armchairs and a table with leaflets in a bright library corner",
        text="Our advisers are at Harbour Library for the monthly drop-in. Come and talk about SEN support, plans and "
        "annual reviews. Free, and no need to book. https://northshire-sendiass.example/drop-in",
    ),
    DemoPost(
        title="Thank you for coming to the drop-in",
        day=-15,
        time="17:00",
        kind="after_event",
        text="Thank you to the families who came to the drop-in at Harbour Library. The questions that came up most "
        "are answered on our website. https://northshire-sendiass.example/drop-in-questions",
    ),
    DemoPost(
        title="What resources would help you?",
        day=-13,
        time="20:00",
        kind="question",
        text="Which topic should our next guide be about: SEN support in school, moving to college, or preparing for a "
        "meeting? Tell us in the comments, without names please. https://northshire-sendiass.example/guides",
    ),
    DemoPost(
        title="SEN support: what schools do first",
        day=-11,
        time="10:00",
        kind="resource",
        text="Before a plan comes SEN support: assess, plan, do, review. Our guide follows the four steps of the "
        "SEND Code of Practice. #SenSupport "
        "https://northshire-sendiass.example/sen-support",
    ),
    DemoPost(
        title="Consultation on travel to school",
        day=-9,
        time="12:30",
        kind="link",
        text="Northshire Council asks for views on travel to school until the end of next month. The papers and the "
        "form are "
        "on its website. https://northshire-council.example/consultations/travel",
    ),
    DemoPost(
        title="Moving to college: five dates",
        day=-7,
        time="14:00",
        kind="deadline",
        text="Moving to college next year? Our list has the five dates that families tell us they wish they had known "
        "earlier. https://northshire-sendiass.example/college",
    ),
    DemoPost(
        title="Listening calls: new times",
        day=-8,
        time="15:00",
        kind="new_information",
        channels=("sandbox", "facebook", "x"),
        ends="partly",
        note="X asked for a code that went to a colleague who is away. We will post it there another day.",
        text="Our listening calls now run in the evening too: Tuesday and Wednesday until 7pm. Call 01632 960417 to "
        "book "
        "one. https://northshire-sendiass.example/listening",
    ),
    DemoPost(
        title="Panel vacancy, on X only",
        day=-5,
        time="16:00",
        channels=("x",),
        audience="young_people",
        ends="failed",
        note="The account is locked until the password is changed.",
        text="The young people’s panel has two free places. If you are 16 to 25 and have SEND, find out more on our "
        "website. https://northshire-sendiass.example/panel",
    ),
    DemoPost(
        title="Pictures of our new office",
        day=-6,
        time="11:00",
        ends="removed",
        note="The lift is to the right of the main door. A new post says so.",
        kind="image",
        drawing="reception",
        picture="A reception desk with a bowl of apples",
        text="We have moved upstairs. The lift is to the left of the main door. "
        "https://northshire-sendiass.example/visit",
    ),
    DemoPost(
        title="How to prepare for a meeting",
        day=-4,
        time="10:00",
        kind="resource",
        text="Three questions to write down before any meeting at school, and a page to take notes on. "
        "https://northshire-sendiass.example/meetings",
    ),
    DemoPost(
        title="Short breaks survey",
        day=-3,
        time="09:00",
        kind="survey",
        ends="expired",
        text="The parent carer forum asks about short breaks. The survey takes ten minutes and helps with "
        "planning. https://northshire-forum.example/survey",
    ),
    DemoPost(
        title="Helpline closed for an afternoon",
        day=-2,
        time="12:30",
        kind="new_information",
        text="We are training on {weekday} afternoon, so the helpline closes at 12 noon that day. You can leave a "
        "message or write to help@northshire-sendiass.example https://northshire-sendiass.example/contact",
    ),
    DemoPost(
        title="Top tip: ask for minutes",
        day=-1,
        time="14:00",
        text="Top tip: ask at the start of a meeting who writes the minutes and when they will be sent. #TopTip "
        "https://northshire-sendiass.example/tips",
    ),
    DemoPost(
        title="Parent forum: dates for your diary",
        day=0,
        time="-90",
        kind="before_event",
        ends="by_hand",
        text="The parent carer forum meets four times a year. All dates are on its website, and everybody who cares "
        "for "
        "a child with SEND is welcome. https://northshire-forum.example/dates",
    ),
    DemoPost(
        title="Coat swap at the children’s centre",
        day=1,
        time="12:30",
        kind="before_event",
        text="Bring a coat, take a coat: the children’s centre swaps clothes all month. Free for "
        "everybody. https://northshire-localoffer.example/coats",
    ),
    DemoPost(
        title="Drop-in at Harbour Library",
        day=3,
        time="10:00",
        kind="before_event",
        channels=("sandbox", "facebook", "x"),
        reasons={"duplicate": "The drop-in is every month, and its words stay the same so that families know them."},
        own_text={
            "x": "Drop-in at Harbour Library this month: SEN support, plans, annual reviews. Free, no need to book. "
            "https://northshire-sendiass.example/drop-in"
        },
        drawing="armchairs",
        picture="Two armchairs and a table with leaflets in a bright library corner",
        text="Our advisers are at Harbour Library for the monthly drop-in. Come and talk about SEN support, plans and "
        "annual reviews. Free, and no need to book. https://northshire-sendiass.example/drop-in",
    ),
    DemoPost(
        title="Mental health: sleep",
        day=5,
        time="10:00",
        kind="resource",
        text="Sleep is a common worry. The NHS page on sleep problems in children explains what helps and when to ask "
        "a GP. https://www.nhs.example/sleep",
    ),
    DemoPost(
        title="Mediation: what it is and is not",
        day=6,
        time="14:00",
        kind="resource",
        ends="submitted",
        text="Mediation is a meeting with somebody neutral about a decision on a plan. Our guide says when it is "
        "offered and what to expect. https://northshire-sendiass.example/mediation",
    ),
    DemoPost(
        title="Young people’s panel looks for members",
        day=8,
        time="17:00",
        audience="young_people",
        ends="submitted",
        author="dan",
        text="The young people’s panel meets once a month over pizza. If you are 16 to 25 and have SEND, come and see "
        "what it is like. https://northshire-sendiass.example/panel",
    ),
    DemoPost(
        title="What to expect at an annual review",
        day=2,
        time="14:00",
        kind="resource",
        ends="returned",
        note="Please say who can come along, and add the link to the guide.",
        text="An annual review is a meeting about the plan. You can bring somebody with you.",
    ),
    DemoPost(
        title="Drop-in, {month}",
        day=12,
        time="10:00",
        kind="before_event",
        ends="draft",
        text="Drop-in at Harbour Library. We at the council can talk you through annual reviews and what happens next. "
        "You will leave with a plan. For parents and carers of special needs children. Questions before then? Text "
        "Karen on 07700 900142 #northshiresend https://northshire-sendiass.example/drop-in",
    ),
    DemoPost(
        title="Helpline hours over the bank holiday",
        day=20,
        time="12:30",
        kind="new_information",
        ends="approved",
        text="Over the next bank holiday the helpline has other hours. They are on our website, with who to call "
        "when we "
        "are closed. https://northshire-sendiass.example/contact",
    ),
    DemoPost(
        title="Petition about transport",
        day=10,
        time="10:00",
        ends="withdrawn",
        text="Many families ask us about transport. Our page lists who decides, and how a decision can be looked at "
        "again. https://northshire-sendiass.example/transport",
    ),
]

COMMENTS = [
    # case requests
    DemoComment(day=-28, time="11:05", name="Jo P.", category="case_request", minutes=41,
        text="Hi, my son is 9 and school have told us he can only do mornings now. Is this even allowed? What should "
        "I do?"),
    DemoComment(day=-24, time="14:40", name="Kelly", category="case_request", minutes=85,
        text="can someone help, my daughter in yr 8 has been refused an ehcp assessment and I dont know if i should "
        "appeal or not, shes really struggling"),
    DemoComment(day=-21, time="13:15", name="Asif R", category="case_request", minutes=33,
        text="Please what do I write in the parents section for annual review? My boy has autism and speech delay, "
        "school say he doing fine but at home he is not fine."),
    DemoComment(day=-17, time="09:50", name="Bev", category="case_request", minutes=28,
        text="LA have named a school 40 mins away for my lad in september. do i have to accept it?? he cant do "
        "taxis, gets in a right state"),
    DemoComment(day=-16, time="11:05", name="Lee", category="case_request", minutes=22, flags=("personal_data",),
        text="My daughter Maisie Hartwell is in year 5 at Oakfield Primary and they wont assess her, ring me on "
        "07700 900311"),
    DemoComment(day=-12, time="16:22", name="Hannah W", category="case_request", private=True, minutes=50,
        text="Hello, I wondered whether you could advise me. My daughter is in year 4 and her SENCO has stopped her "
        "one to one without telling us. What are my options?"),
    DemoComment(day=-8, time="12:02", name="Steve", category="case_request", minutes=19,
        text="School bloody excluded my lad again today, second time this term, hes 7 and got adhd, what the hell am "
        "I supposed to do"),
    DemoComment(day=-5, time="10:31", name="Mags", category="case_request", minutes=47,
        text="My grandson lives with me and his plan says 20 hours but he gets maybe 8. Who do I go to? He's in "
        "reception"),
    DemoComment(day=-2, time="15:10", name="R. Kaur", category="case_request", private=True, minutes=35,
        text="Can you tell me if I should agree to part time timetable for my son? The meeting is on Monday and I am "
        "worried to say the wrong thing."),
    DemoComment(day=0, time="-47", name="Jo P.", category="case_request", ends="open",
        text="Hello, does anyone know what I should do, my son is in year 4 and school have put him on a part time "
        "timetable since September. LA say no to an EHCP assessment and I cant get through to anyone, at my "
        "wits end 😞 do we go to tribunal or not??"),
    DemoComment(day=0, time="-130", name="Carly", category="case_request", private=True, ends="open",
        text="hi my daughter is 14 with ebsa and hasnt been in since may, school now talking about fines. what do i "
        "say to them"),
    # grievances
    DemoComment(day=-26, time="10:15", name="Dawn T", category="grievance", minutes=200,
        about="Calls that were not returned",
        text="Rang three times last week and left messages. Nobody from your service has called me back. Not good "
        "enough."),
    DemoComment(day=-19, time="18:05", name="Marcus", category="grievance", minutes=900,
        about="A date that was given wrongly",
        text="Your adviser told me the deadline was the 14th and it was the 4th. I missed it because of you."),
    DemoComment(day=-14, time="11:45", name="Tracey L", category="grievance", minutes=120,
        about="A drop-in that was cancelled at the door",
        in_public=True,
        text="Drove 25 minutes to the drop in and there was a note on the door saying cancelled. You could have "
        "posted it on here!"),
    DemoComment(day=-7, time="17:30", name="Iwona", category="grievance", minutes=240,
        about="A short appointment after a long wait",
        text="I wait five weeks for appointment and then lady had no time and no answers. Very disappointed from "
        "your service."),
    DemoComment(day=-1, time="09:20", name="Neil", category="grievance", ends="open", network="facebook",
        text="Three weeks and still no call back from your service. I left two messages and sent an email. Absolute "
        "joke."),
    DemoComment(day=0, time="-200", name="Dawn T", category="grievance", ends="open",
        text="Still waiting for that call back you promised. What are you actually there for?"),
    # trolls and spam
    DemoComment(day=-23, time="22:48", name="TruthTeller77", category="troll", minutes=60,
        text="All these made up labels. Bunch of lazy parents wanting benefits, you lot are the problem"),
    DemoComment(day=-18, time="23:30", name="user8812", category="troll", minutes=600, flags=("spam",),
        text="Make £900 a week from home, no experience!! DM me now or click http://earn-quick.example"),
    DemoComment(day=-16, time="08:12", name="Gaz", category="troll", minutes=45,
        text="lol imagine needing a charity to tell you how to raise your own kid. clowns the lot of you 🤡"),
    DemoComment(day=-10, time="21:05", name="Hidden Agenda", category="troll", minutes=700,
        text="Wake up, they pay these people to keep the numbers up. Follow the money. None of these kids are ill."),
    DemoComment(day=-6, time="03:14", name="crypto_gains", category="troll", minutes=400, flags=("spam",),
        text="I recovered my lost coins thanks to this amazing expert, write to him on http://coin-help.example"),
    DemoComment(day=0, time="-95", name="LoudMouth", category="troll", ends="acting",
        text="SENDIASS more like SEND-I-ASS. useless do gooders, get a real job"),
    DemoComment(day=0, time="-300", name="promo4you", category="troll", ends="open", flags=("spam",),
        text="Grow your page fast! 1000 real followers for £9, first 50 customers only http://followers.example"),
    # general
    DemoComment(day=-28, time="15:20", name="Lynne", category="general", minutes=90,
        text="Really clear guide, thank you. Have shared it in our group."),
    DemoComment(day=-25, time="13:02", name="Paul D", category="general", minutes=70,
        answer="Yes, on the Friday as well: 9am to 5pm, on 01632 960417.",
        text="Are you open on the Friday of half term as well?"),
    DemoComment(day=-22, time="10:44", name="Miss Osei", category="general", minutes=200,
        answer="Gladly. Write to help@northshire-sendiass.example with the number that you need, and we send them.",
        text="I'm a SENCO at a primary in the north of the county. Could we have some of your leaflets for our "
        "parents evening?"),
    DemoComment(day=-20, time="14:31", name="Chris", category="general", minutes=120,
        answer="Not daft at all. An education, health and care plan sets out the support that a child or young person "
        "needs by law. Our guide explains it: https://northshire-sendiass.example/plans",
        text="What is an EHCP? Sorry if that's a daft question"),
    DemoComment(day=-15, time="19:12", name="Shaz", category="general", minutes=800,
        text="lovely people at the drop in, the tea was good too 😊"),
    DemoComment(day=-13, time="20:30", name="Anna", category="general", minutes=60,
        answer="Thank you, moving to college is noted.",
        text="Moving to college please! There is so little about it"),
    DemoComment(day=-13, time="21:10", name="Bola", category="general", minutes=700,
        answer="Thank you, we have counted your vote.",
        text="I'd vote for preparing for a meeting"),
    DemoComment(day=-11, time="11:11", name="Gwen H", category="general", minutes=150,
        answer="Not yet. Call us on 01632 960417 and we talk it through with an interpreter.",
        text="Is there a version of this in Welsh?"),
    DemoComment(day=-9, time="13:25", name="Ian", category="general", minutes=100,
        answer="The closing date stands at the top of the council’s page: "
        "https://northshire-council.example/consultations/travel",
        text="When does the consultation close exactly?"),
    DemoComment(day=-4, time="12:12", name="Fatima", category="general", minutes=45,
        text="Thank you, printed this for my sister"),
    DemoComment(day=-6, time="18:20", name="Debs", category="general", ends="taken_away",
        text="oops wrong page sorry"),
    DemoComment(day=-1, time="16:40", name="Kim", category="general", ends="open",
        text="Is the drop-in at the library wheelchair accessible? Thanks"),
    DemoComment(day=0, time="-60", name="Northshire Carers", category="general", ends="claimed",
        text="Hello from the carers centre, could we link up for a joint post about support for young carers?"),
    # flags
    DemoComment(day=-9, time="09:40", name="A neighbour", category="general", flags=("safeguarding",), minutes=8,
        text="Don't know who to tell but the little boy next door is left on his own every evening, he is maybe 6, I "
        "hear him crying till late"),
    DemoComment(day=0, time="-35", name="T.", category="case_request", private=True, ends="open",
        flags=("safeguarding",),
        text="I can't do this any more. If he kicks off again tonight I honestly don't know what I will do to him"),
    DemoComment(day=-3, time="11:50", name="Sandra", category="general", minutes=180, flags=("statutory_request",),
        answer="Thank you. This is a request for information; the council’s information team has it and will write "
        "to you.",
        text="Under the freedom of information act please tell me how many tribunals you supported last year and how "
        "much the service costs."),
]  # fmt: skip

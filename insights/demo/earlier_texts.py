"""What people wrote to the demo's service in the year before texts.py begins. Everybody and everything is invented.

{month}, {weekday}, {place} and {age} in a text are filled in by earlier.py. `TOLD` are those that are lived through
move by move, each on its day, because something came of them.
"""

from __future__ import annotations

from insights.demo.texts import DemoComment, DemoPost

PLACES = ("Harbour Library", "the Quay Street office", "Fenwick hall", "the leisure centre", "St Brannock’s hall")
NAMES = (
    "Abbie", "Adele M", "Aisha", "Al", "Amrit", "Angie T", "Ash", "Becca", "Beth W", "Bill", "Carol J", "Cath", "Ceri",
    "Chloe", "Claire B", "Col", "Danni", "Dee", "Deb O", "Donna", "Ed", "Elif", "Emma K", "Eve", "Farah", "Fi", "Gemma",
    "Geoff", "Grace L", "Hana", "Haz", "Hilary", "Imani", "Jan", "Jas", "Jean", "Jess P", "Joanne", "Jude", "Kasia",
    "Kate R", "Kev", "Kirsty", "Laura", "Liam", "Lin", "Lorraine", "Lucy D", "Maggie", "Marek", "Maz", "Mel", "Mia",
    "Mick", "Mina", "Mrs Hollis", "Nadia", "Nat", "Nick", "Nina", "Olu", "Pam", "Pat", "Paula", "Pete", "Priti", "Rach",
    "Ray", "Rhi", "Rob S", "Rosa", "Ruby", "Sal", "Sam G", "Sanjay", "Sheila", "Simone", "Steph", "Sue", "Tanya",
    "Tess", "Theo", "Tina", "Tony", "Val", "Vicky", "Wendy", "Will", "Yas", "Zoe",
)  # fmt: skip

CASES = (
    "My son is {age} and has not had a full day in school since {month}. Who do I even ask?",
    "Hi can anyone tell me how long they have to answer after I asked for an assessment? Its been 9 weeks now and "
    "nothing, hes {age}",
    "They want to take away her one to one from {month}, she is {age} and would never cope. Can they just do that",
    "my lad starts college in september and his plan still says primary school. who changes that",
    "The draft plan came {weekday} and section F says “access to” everywhere. My daughter is {age}. Is that right?",
    "Anyone been through mediation? We have ours in {month} about transport for my {age} year old, no idea what to say",
    "school says there is no money for a TA so he sits in the corridor most afternoons. hes {age}. what can I do",
    "My grandson is {age}, we look after him since spring. Do we get a say in his review or only his mum?",
    "Been told my girl is “too able” for support. She is {age} and cries every single morning. Please help",
    "We are moving here in {month}. Does his plan move with us or do we begin again? He is {age}.",
    "he got excluded {weekday} for running out of class, they know why he runs. {age} years old. I am so tired of this",
    "Panel said no to the special school and now we have 2 months to appeal?? My son is {age}, where do I start",
    "What do I write when they ask for parents views, my English is not so good, my boy is {age} and does not speak",
    "taxi has not come three times since {weekday}, she is {age} and cant go on a bus on her own. who is in charge",
    "Our review is on {weekday} and I found out from another mum. Should they not tell me? Hes {age}",
    "Can school make me collect my son at 12 every day? He is {age}, I lost my job over it",
    "is a plan still any use after 16? mine is {age} and nobody talks to us any more",
    "Speech therapy stopped in {month}, it is in her plan in black and white. {age} now and falling behind",
)
CASES_IN_PRIVATE = (
    "Hello, I did not want to ask in front of everybody. My daughter is {age} and refuses school since {month}. What "
    "are we allowed to do?",
    "Hi, we got a letter about fines although the doctor says he is not well enough. He is {age}. Could somebody "
    "explain it to us?",
    "Could you help me to understand a decision? It came on {weekday} and I have read it four times.",
    "I would like to ask about my son, {age}. School and council both say the other one has to write the plan.",
    "Sorry to bother you here. Our meeting is on {weekday}. Is it right that I may bring my sister?",
    "My foster child is {age} and will change schools in {month}. Who do I speak to about the support?",
)
GRIEVANCES = (
    ("A line that was engaged for days", "Tried your helpline every day since {weekday}. Engaged, engaged, engaged. "
     "What is the point of it"),
    ("A letter that came after the meeting", "The letter you promised for our meeting came two days AFTER the meeting. "
     "Thanks for nothing"),
    ("An adviser who changed three times", "Third adviser since {month} and I have to tell the whole story again each "
     "time. It is not good enough"),
    ("A call at the wrong time", "I said no calls before 3 because of work, you rang at 10 and at 11. Does anybody "
     "read the notes"),
    ("A session that was not for everybody", "Came all the way to {place} and the session was for under fives only. It "
     "did not say so anywhere"),
    ("Papers that were asked for twice", "I sent you the papers in {month} and now you ask for them again. Where did "
     "they go??"),
    ("An interpreter who was not booked", "You said there will be interpreter on {weekday}. There was no interpreter. "
     "My husband took day off for this."),
    ("A wait of seven weeks", "Seven weeks for a first appointment, that is a whole half term. You should be ashamed"),
    ("An e-mail without an answer", "wrote to you on {weekday} and the {weekday} before that. is there anybody there "
     "at all"),
    ("A leaflet with an old number", "Your leaflet at {place} still has the old phone number on it. I rang a takeaway. "
     "Not funny when you are desperate"),
    ("A form that could not be opened", "Your form cannot be opened on a phone and I have no computer. So I am just "
     "left out, am I"),
    ("A meeting that nobody came to", "Your worker did not come to the school meeting on {weekday}. No call, no "
     "message. I sat there alone against five of them"),
)  # fmt: skip
RUDE = (
    "what a joke of a page, get a life all of you",
    "in my day we just called it naughty. give over with all this rubbish",
    "bunch of clowns, hope they close you down in {month}",
    "Snowflakes raising snowflakes. Pathetic lot",
    "lol who reads this drivel",
    "taxpayers money for THIS?? you must be the laziest people in the county",
    "All made up to get a parking badge. Everybody knows it, nobody says it",
    "your mums must be so proud, posting pictures of biscuits all day. losers",
)
SPAM = (
    "Need a loan before {month}? No checks, money in an hour, message me http://quick-cash.example",
    "I lost 11 kilos with this tea and so can you!!! http://tea-wonder.example",
    "My cousin works from home and earns £4,200 a month, see how: http://home-riches.example",
    "Followers, likes, reviews: best price in {month}, write to @growth_fast",
    "This healer turned my son’s life around, two sessions only. Ask him: http://healer.example",
)
QUESTIONS = (  # what was asked, what we answered
    ("Is the session on {weekday} for dads too?", "It is for everybody who looks after a child, dads included."),
    ("Do I need to book for {place}?", "No need to book. Come when it suits you between 10 and 12."),
    ("What time does it finish on {weekday}?", "At 3pm. The last talk begins at half past two."),
    ("Where do I find the form you talk about in the video?", "On https://northshire-sendiass.example/forms, the "
     "second one from the top."),
    ("Is there parking at {place}?", "There are 20 spaces behind the building, two of them with room for a ramp."),
    ("Can I bring the little one along?", "You can. There is a corner with toys, and nobody minds noise."),
    ("Is this only for people in Northshire?", "Yes, for families who live in Northshire. Each area has a service like "
     "ours; yours is on the national list."),
    ("do you have this in large print?", "We do. Write to help@northshire-sendiass.example and it is in the post."),
    ("Are you open in the holidays in {month}?", "Monday to Friday from 9am to 5pm, on 01632 960417."),
    ("Could you come and talk to our parents’ group in {month}?", "Gladly. Write to help@northshire-sendiass.example "
     "with two dates that would suit."),
    ("What does SENCO stand for please", "Special educational needs coordinator: the teacher who looks after support "
     "in a school."),
    ("Does it cost anything?", "Nothing at all. Talking to us is free."),
    ("Will there be a recording for those of us at work?", "Yes, from the week after on "
     "https://northshire-sendiass.example/watch"),
    ("How old does my son have to be to call you himself?", "There is no lowest age. We talk to young people about "
     "what they want, on 01632 960417."),
    ("is the {month} one in the evening again?", "Yes, from 7pm to 8.30pm, with tea."),
    ("Can a teaching assistant come to your training?", "Yes, it is open to everybody who works in a school here."),
)  # fmt: skip
REMARKS = (
    "Thank you, this is the first time somebody explained it in plain words",
    "Really useful, shared with our group",
    "Saw you at {place} in {month}, such kind people",
    "👏👏",
    "Have printed this and put it on the fridge",
    "Wish I had known this years ago!",
    "We went on {weekday}, good coffee and even better advice",
    "Tagging my sister, she needs this",
    "ours is on {weekday}, fingers crossed",
    "So true. The waiting is the worst of it",
    "See you there!",
    "Great drawing, who made it?",
    "My daughter loved the forum, she has not stopped talking about it since {weekday}",
    "Good to see this in easy read at last",
    "The link works now, thank you for mending it",
    "I learnt more here than in two years of meetings 😊",
    "same here, you are not alone x",
    "Photos of the new room look lovely",
)

WELCOME = DemoPost(
    title="How to write to us here",
    day=-352,
    time="10:00",
    kind="new_information",
    channels=("sandbox",),
    text="Write below our posts or send us a message: we read both from Monday to Friday, 9am to 5pm. Please leave out "
    "names and schools, and call us on 01632 960417 about your own case. https://northshire-sendiass.example/contact",
)

TOLD = (
    DemoComment(day=-331, time="11:20", name="A passer-by", category="general", flags=("safeguarding",), minutes=14,
        text="Not sure where to say this. There is a girl of about 8 on the harbour steps every school day, no coat, "
        "always on her own until it gets dark"),
    DemoComment(day=-207, time="14:10", name="Somebody", category="case_request", private=True, minutes=22,
        flags=("safeguarding",),
        text="My son came back from his dad with marks on his arm and will not say why. I am scared for him and do not "
        "know who to tell"),
    DemoComment(day=-96, time="10:05", name="Worried neighbour", category="general", flags=("safeguarding",),
        minutes=18,
        text="The two little ones at the end of our road were outside in the rain at ten at night again, nobody lets "
        "them in. I think they are left alone"),
    DemoComment(day=-262, time="12:40", name="Denise H", category="grievance", minutes=150, in_public=True,
        about="A workshop that was full",
        text="Workshop was full when we got there although you wrote come along, no booking. Half of us stood in the "
        "car park."),
    DemoComment(day=-118, time="10:25", name="Owain", category="grievance", minutes=110, in_public=True,
        about="Opening hours that were wrong on the page",
        text="Your page says open till 5, door was locked at 4. I had taken the afternoon off for it. Sort your page "
        "out."),
)  # fmt: skip

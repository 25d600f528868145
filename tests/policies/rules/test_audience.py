"""Children too young for the platform: spoken to as followers, or asked to follow, join or message."""

import pytest

from policies.rules import Ruleset, Setting, Severity, check
from tests.policies.rules.conftest import make_draft

FIRES = [
    "Hey Year 4s! Tap that follow button so you don't miss the quiz.",
    "Not 13 yet? Use your dad's phone to follow us.",
    "Young carers aged 8 and up, join our private group on Snapchat.",
    "Who is the kindest dinner lady? Tell us below, kids!",
    "From seven upwards you can join our Discord.",
    "10 and worried about SATs? Slide into our DMs.",
    "Our page is for 13 and over, but we won't tell.",
    "You might only be in Year 3 but you can still talk to us here.",
    "Hey kids! Follow us on Instagram for fun facts.",
    "Are you 10 or 11? Send us a DM and tell us about your school.",
    "Year 5 and 6 pupils can now join our WhatsApp group.",
    "A big hello to our youngest followers, the under-10s!",
    "Calling all 8 to 11 year olds: like and follow our page for prizes!",
    "Under 12s, message us and we will help you.",
    "If you're in primary school, drop us a DM any time.",
    "Children in Year 6, join our Discord server!",
    "Boys and girls, give us a follow on TikTok!",
    "Primary school pupils can message us here any time.",
    "Are you under 13? You can still follow us and join the chat.",
    "Little ones, hit that follow button!",
    "If you are 9, 10 or 11, make yourself an Instagram account and tag us.",
    "Our TikTok is for kids aged 7 to 11.",
    "Aged 11 or 12? Join our Facebook group for young people.",
    "Hi Year 4! Comment below with your favourite book.",
    "Kids: tell us in the comments what you like about school",
    "Kids, join our group chat on Snapchat. Bring your friends!",
    "We want 9-year-olds to follow us and share our posts.",
    "If you're 8, 9 or 10 and you have SEND, follow our page.",
    "Are you in Year 6? Follow us @northshiresend for top tips",
    "Hello, juniors! Our Instagram is just for you. Follow us today.",
    "Key stage 2 pupils are welcome to message us on Messenger.",
    "Hey under-13s, our DMs are open.",
    "To all you 10 year olds out there: add us on Snapchat.",
    "10-year-olds should follow our page for homework tips.",
    "Got an EHC plan and still at primary school? Message us, we would love to chat.",
    "Come on kids, like and share this post to win a bike",
    "Calling all Brownies and Cubs! Post a photo of your badge and tag us.",
    "Twelve or under? Follow us for weekly quizzes.",
    "You don't need to be 13 to follow us. Kids of any age can join our page!",
    "Hey Year 7s, follow us on Instagram",
    "Are you 12? Join us!",
    "Are you ten years old? Subscribe to our YouTube channel",
    "If you are under 13, join our online group chat to meet other children with SEND.",
    "Young people aged 10 to 12: follow our new Snapchat.",
    "Our new TikTok account is made for 6 to 10 year olds, so follow along!",
    "Children, follow us for fun videos!",
    "Primary pupils: DM us your questions about your EHCP",
    "Kids can DM us directly if school is hard.",
    "Children under 12 are invited to join our Facebook page.",
    "We'd love more under-11s to follow us on Instagram.",
    "Tell your friends in Year 5 to follow us too!",
    "Welcome to all our followers aged 8 to 12!",
]
PASSES = [
    "Your child's class can visit us. Follow us for dates.",
    "Young carers aged 16 and up, join our private group on Instagram.",
    "Not sure yet? Message us.",
    "Don't miss our Year 6 talk for parents. Follow us for more.",
    "Ask a grown-up to follow us for you.",
    "Hey kids! Ask a parent to follow us for you.",
    "Parents of under-13s: follow us for tips.",
    "Children aged 5 to 11 can join our craft club at the library on Saturday.",
    "You need to be 13 or over to follow us on Instagram.",
    "Aged 16 to 25? Message us.",
    "Is your child in Year 6? Message us to book a place.",
    "If your child is 9 and out of school, message us.",
    "Kids follow what they see online: five tips for parents.",
    "Children's Mental Health Week: follow us for tips every day.",
    "School holiday fun for children aged 5 to 11! Follow us for more ideas.",
    "Our Year 6 transition workshop is on Friday. Message us to book.",
    "Year 6 parents: message us to book your place.",
    "Moving to Year 7? Our guide for parents helps. Follow us for more.",
    "Young people aged 16 and over can message us about their own plan.",
    "Young people aged 14 to 18 can join our online group.",
    "Children and young people aged 0 to 25 and their parents can contact us.",
    "We support young people aged 0-25 with SEND. Message us or ring 01632 960150.",
    "Instagram is for people aged 13 and over, so please do not let under-13s follow us.",
    "Fun day for the kids! Join us on Saturday from 10am at Harbour Park.",
    "Join us for our under 5s stay and play on Tuesday.",
    "Follow us for activities for under 5s.",
    "Kids eat free at the fair. See you there!",
    "Calling all parents of children aged 5 to 11: join our Facebook group.",
    "Families with children in Year 6 can follow our page for transition tips.",
    "Are you a parent of a 10-year-old with SEND? Join our group chat on Tuesday.",
    "Your 10-year-old wants to be on TikTok? Here is how to talk about it.",
    "Are you 16 or over? You can ask for an EHC assessment yourself. Message us.",
    "Year 9 options evening: follow us for updates.",
    "Year 11 students: message us about college.",
    "Sixth formers, follow us on Instagram",
    "Children can come along with their parents. Like our page for updates.",
    "Tell your children about our art club. Follow us for dates.",
    "Our page is for parents and carers. Children under 13 should not follow us.",
    "Join us for story time! Children aged 3 to 7 and their grown-ups welcome.",
    "Primary school children will perform at our event. Follow us for photos.",
    "10 reasons to follow us",
    "8 to 11 December: our advice week. Follow us for daily tips.",
    "We have 12 places left. Message us to book.",
    "Year 1 of our project is done. Follow us for news.",
    "Children in Year 6 will soon hear about secondary school. Message us with questions about your child's place.",
    "Ages 5-11. Free. Join us on Friday at 10am.",
    "Teenagers aged 13 to 17: follow us.",
    "Calling all kids! Lego club is back at the library this Saturday, 10am.",
    "Under-5s play session. Comment below if you would like a place for your little one.",
    "Have a lovely half-term, kids! Parents, message us for activity ideas.",
    "If you are 18 or under you can ring Childline.",
    "Are you between 11 and 25? Our youth forum meets at the hub on Tuesday, 5pm.",
    "Kids and their screens: join our webinar on Tuesday.",
    "Primary school places: message us if you are unsure about dates.",
    "Do you work with children aged 5 to 11? Follow us for training dates.",
    "Pupils in Year 6 get their school places on 1 March. Follow us for more news.",
    "Five to follow: accounts for parents",
    "Tag a friend whose child starts primary school in September",
]


@pytest.mark.parametrize("text", FIRES)
def test_young_children_are_not_asked_onto_the_platform(found, text):
    [finding] = found("under-age", text)
    assert finding.severity is Severity.BLOCK
    assert finding.quote in text


@pytest.mark.parametrize("text", PASSES)
def test_parents_older_ones_and_meetings_in_person_are_fine(found, text):
    assert found("under-age", text) == []


def test_the_age_limit_is_the_services_to_set():
    ruleset = Ruleset([Setting(rule="under-age", severity=Severity.BLOCK, params={"platform_age_limit": 16})])
    assert check(make_draft("Are you 14? Follow us on Instagram."), ruleset).blocked
    assert not check(make_draft("Are you 16? Follow us on Instagram."), ruleset)

"""Children too young for the platform: spoken to as followers, or asked to follow, join or message."""

import pytest

from policies.rules import Ruleset, Setting, Severity, check
from policies.rules.audience import may_be_right
from tests.policies.rules.conftest import make_draft

FIRES = [
    "Primary school pupils, hit that follow button so that you never miss a story time.",
    "Not a teenager yet? You can still subscribe to our channel. Ask for the bell, so that you see "
    "each new film first.",
    "We've a brand-new Instagram account with short reels. It's made for children in Key Stage 2, "
    "so come and say hello in the comments, you lot!",
    "Today we were in assembly at Harrow Bank Primary. As you asked, yes you can find us on "
    "Snapchat, and yes you can add us when you get home.",
    "Deaf kids in juniors, duet with us and show the world your favourite sign.",
    "Readers from seven upwards can get it early by becoming a fan of this page.",
    "Got SATs this week? Reply with an emoji and follow for calm breathing videos.",
    "Thank you Class 5 for asking such good questions. Carry on asking us on here after school.",
    "No more primary school for you in July! Big school soon. Follow us for daily tips.",
    "Still got your milk teeth? Send us a selfie with your gap and give us a follow.",
    "Little explorers! Tap subscribe and turn on the bell.",
    "You're never too young for our TikTok. Follow now!",
    "No need to be 13. Just pop in a different birthday and join us on Insta.",
    "We love our eight- and nine-year-old followers. Keep those DMs coming!",
    "Our youngest fan is seven. Could you be the next one? Follow us.",
    "Tweens, this group chat is for you. Join in.",
    "If you are younger than 13 you can message us here too.",
    "Anyone from Reception to Year 6 can join our Discord.",
    "Reception to Year 6: join our Discord!",
    "Aged five to eleven? Like, share and follow for a chance to win.",
    "Girls and boys of St Jude's Juniors, come and find us on TikTok.",
    "Hey you in Year 5! Yes, you. Message us.",
    "Kids, ask us anything in our DMs.",
    "Brothers and sisters aged 6 to 12, follow our siblings page and post your pictures.",
    "Beavers and Cubs, tag us in your videos.",
    "Wobbly about Year 7? Slide into our DMs and tell us what worries you, we answer Year 6s every evening.",
    "Children who want to chat can WhatsApp us.",
    "Make an account, kids, and come and follow us.",
    "For our under-tens: a Snapchat streak with us every day.",
    "Under 10? Snap us back.",
    "Ten-year-old gamers, join our server.",
    "We are on TikTok so that children can message us without their parents.",
    "Follow us, Year 4!",
    "Primary children with an EHC plan: send us a direct message and have your say.",
    "Junior followers, vote in our poll today!",
    "Have you just turned nine? Friend us on Facebook.",
    "Psst, 11-year-olds. Instagram will let you in. See you on our page!",
    "Nursery friends, we are live at four. Comment with your favourite animal!",
    "Message us on Instagram if you are in Year 3, 4, 5 or 6.",
    "You can follow us even if you are only ten.",
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
    "If you are in Year 11 and thinking about college, send us a message. We can help you to plan.",
    "We have a new text number for deaf parents and young people. Text us on 07700 900111 and start "
    "your message with HELLO.",
    "Is your child sitting SATs? Follow us for calm tips.",
    "Year 6 parents: follow us for moving-up tips.",
    "Never miss a workshop: follow our page.",
    "Do you teach Year 4? Follow our page for classroom ideas.",
    "SENCOs in primary schools, join our Facebook group.",
    "Aged 13 or over? You can follow us on Instagram.",
    "Aged 16 to 25 with an EHC plan? DM us.",
    "Sixth formers, message us about supported internships.",
    "Year 9s and over can follow our young people's page.",
    "Year 10 and 11: message us before your options.",
    "Students at college can WhatsApp us.",
    "Our Instagram is for young people aged 14 to 25.",
    "Sorry kids, Instagram is for 13 and over. Ask a grown-up to follow us.",
    "Please do not message us here if you are under 13. Ask an adult to ring us.",
    "Under 13? Please ask your parent or carer to contact us for you.",
    "Childline is for anyone under 19. Call 0800 1111.",
    "Children can call Childline at any time.",
    "Children aged 5 to 11 are invited to our Lego club. Parents, message us to book.",
    "Book a place for your 8 year old: message us.",
    "Kids' craft club, ages 5 to 11, Saturday 10am. Follow us for more dates.",
    "Our Year 6 drop-in for parents is on 4 December. Like and share to help others find it.",
    "Looking for something for the kids this half term? Follow us.",
    "Little ones at home? Our page has ideas, so give it a follow.",
    "Do your children use Snapchat? Five safety tips. Share this post.",
    "Instagram has new rules for under-13s. Tell us what you think in the comments.",
    "Kids are asking for TikTok? Join our online safety session for parents.",
    "Tell us in the comments what your child likes about school.",
    "What was your favourite book when you were 10? Tell us in the comments.",
    "Remember being in Year 6? Tell us below what helped you.",
    "When I was nine nobody asked me, says our volunteer. Follow her story.",
    "We are looking for young people aged 14 and up to join our panel. Message us.",
    "Our nine-year-old page has 4,000 followers. Thank you!",
    "Our service is ten today! Leave a comment with your memory of us.",
    "10 or more likes and we share the next tip. Follow us!",
    "Top 10 tips for reviews: follow us for number 11.",
    "5 to 11 December is carers' week: follow us for a tip a day.",
    "12 days of Christmas: like this post for a tip a day.",
    "Message us before 12 if you want a call back today.",
    "Are you free at 10? Join us live on Facebook for a chat about transport.",
    "In Year 1 of our project we met 300 families. Follow us to see Year 2.",
    "Foster carers of children under 5, join our WhatsApp group.",
    "Grandparents raising under-fives: join our Facebook group.",
    "Follow us to hear how children in Year 4 helped us to write this guide.",
    "Under-13s cannot have an account on this network, so we do not reply to their messages.",
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


def test_where_the_trained_part_is_sure_the_words_around_are_not_asked(found):
    assert found("under-age", "Turning five this month? Comment with your name and we'll sing to you in a video!")


def test_a_grown_up_who_is_asked_makes_it_fine_however_sure_the_trained_part_is():
    text = "Turning five this month? Ask your mum to comment and we'll sing to you in a video!"
    assert not may_be_right(text, 0, len(text), 0.99)


def test_the_age_limit_is_the_services_to_set():
    ruleset = Ruleset([Setting(rule="under-age", severity=Severity.BLOCK, params={"platform_age_limit": 16})])
    assert check(make_draft("Are you 14? Follow us on Instagram."), ruleset).blocked
    assert not check(make_draft("Are you 16? Follow us on Instagram."), ruleset)


@pytest.mark.parametrize("limit", [14, 16, 18])
@pytest.mark.parametrize(
    "text",
    [
        "Turning five this month? Comment with your name and we'll sing to you in a video!",
        "Hello Juniors! Tell us in the comments what you had for lunch.",
        "Hey kids! Follow us on Instagram for fun facts.",
        "Tidy your room, then DM us a photo and win a teddy!",
    ],
)
def test_a_higher_age_limit_finds_all_that_thirteen_finds(text, limit):
    usual, higher = (
        [finding.span for finding in check(make_draft(text), ruleset) if finding.rule == "under-age"]
        for ruleset in (
            Ruleset([Setting(rule="under-age", severity=Severity.BLOCK)]),
            Ruleset([Setting(rule="under-age", severity=Severity.BLOCK, params={"platform_age_limit": limit})]),
        )
    )
    assert usual
    assert higher == usual


def test_what_a_higher_age_adds_hides_nothing_that_thirteen_finds():
    """Elsewhere in the same text: a pattern with an age, and what the trained part or a cue finds."""
    small = "Turning five this month? Comment with your name and we'll sing to you in a video!"
    text = f"{small} The bus leaves at nine. The hall is warm. Are you 15? Follow us on Instagram."
    sixteen = Ruleset([Setting(rule="under-age", severity=Severity.BLOCK, params={"platform_age_limit": 16})])
    spans = [finding.span for finding in check(make_draft(text), sixteen)]
    assert any(start < len(small) for start, _ in spans)
    assert any(start > len(small) for start, _ in spans)

"""A child's name beside its picture, as captions give it; and the same words where they name nobody."""

import pytest

from policies.rules import Medium

NAMED = [
    # a child may be called like a character
    "Jack rolled all the way down the hill.",
    "Thomas loves trains.",
    "Oliver read his book to the sheep, and Mary fed them.",
    "Anna in her cape.",
    "Ella at Willow Farm with a lamb.",
    'The banner said "Well Done Ruby".',
    # names that are words too
    "Nobody found a deeper puddle than Heather.",
    "Marshmallows by the fire pit, with Ash on toasting duty.",
    "Saying grace before the pizza was, of course, Grace.",
    "A robin on the table and Robin at the window with a notebook.",
    "There was joy in the room. There was also Joy in the ball pit.",
    "From seed to supper: Rose grew these carrots, and then she ate the lot.",
    "Hope on the swing at our stay and play.",
    "Sunny handed out hot chocolate, and he even remembered the marshmallows.",
    "You can still find April in our sandpit. She has dug halfway round the world.",
    "Lily's snow globe was the first thing made at our craft club.",
    "well done tariq!! what a goal",
    # a role in play
    "The chef (Mehmet) and his pancakes (burnt).",
    "Says chief builder River: more bricks.",
    "Say hello to Ffion, our young gardener of the month.",
    "Our youth panel chair, Oluwaseun, with the new logo.",
    "Can you guess what is in the box? Jaya could, with her eyes shut.",
    "Well done Callum on your first solo bus trip!",
    "Zuri and friends at the splash pad.",
    "This is Bodhi with his new bike.",
    "Happy birthday, Sunny!",
    "Guess who learned to swim? Kasper!",
    "Kasper learned to swim.",
    "Our cover star is Noor.",
    "Three cheers for Summer, who walked the whole mile.",
    "Hope wanted to show you her painting.",
    "Look who came to visit: Rowan and her mum.",
    "Iris picked the flowers, Lily arranged them.",
    "Rose's smile says it all.",
    "All smiles from Tamsin today.",
    "Oh Wilf, what a catch!",
    "Mason at the climbing wall.",
    "#TeamAmelie at the fun run",
    "Autumn loves the swing.",
    "Will got to the top!",
    "Grace and Faith made this card.",
    "Meet Oakley, our poster boy.",
    '"I did it!" says Ezra.',
    "(Ezra took the photo on the right.)",
    "Ezra, aged 6, in the ball pit.",
    "Ezra Blackwood in the ball pit.",
    "Best moment of the day: Jude meeting the owls.",
    "Fun in the snow with Tegan.",
    "Ayo's robot can dance.",
    "Pictured: Ayo, left.",
    "L-R: Ayo, Ben and Maryam",
    "Ayo ❤️ the sensory room",
    "Nice work, Ayo 👏",
    "Little Xanthe and the giant bubble",
    "Xochitl and the giant bubble: what a face!",
    "Thanks to Pearl for letting us share her drawing.",
    "Angel won our poster competition.",
    "Precious is all smiles in the ball pit.",
    "Thandeka showed us how she uses her tablet to talk.",
    "Chip loves his new walker.",
]
NOBODY_NAMED = [
    "Christmas Eve is a good time for a walk.",
    "Mary and Joseph are cast, but our winter play still needs six sheep.",
    "Jack and the Beanstalk is our panto. Cheer for Jack, boo the giant.",
    "Matilda is coming to the theatre, with a relaxed showing.",
    "Our toy library has new Thomas trains and Barbie bikes.",
    "George's Cross car park is closed.",
    "Barnaby's Bakery is giving us two trays of mince pies.",
    "Rowan, birch and ash: how many trees can you name?",
    "Farewell to Winston, who retires as our driver on Friday.",
    "Have you met Sarah Lindqvist? She is our volunteer lead.",
    "Ring and ask for Priya or Callum on our advice line.",
    "There is hope in our Art group, and a Faith group meets on Mondays.",
    "We are off to Chester by train, and then to Lincoln.",
    "Look at this painting!",
    "Summer, Dawn and Robin are what we call our three meeting rooms. This is Robin, with the den.",
    "Summer fun at Victoria Park",
    "Our adviser Leanne ran the stall. Leanne will be back next week.",
    "Photo by Ben Harcourt.",
    "Thanks to storyteller Maz Wild for a great morning.",
    "Meet Biscuit the therapy dog, with a new friend.",
    "Therapy dog Bella had a great day.",
    "Spot the difference: Bella the donkey is on the left.",
    "Ask for Kwame at the desk if you would like to play.",
    "Elsa and Anna made everybody smile.",
    "Father Christmas came by tractor!",
    "The Gruffalo is on at the Gala.",
    "Story time: Room on the Broom by Julia Donaldson.",
    "Our Year 6 group at Tiverley Farm.",
    "May half-term was a joy.",
    "Holly and ivy on every table at our December fair.",
    "Hope to see you there.",
    "Joy all round at the sensory room!",
    "Grace Street playground is open.",
    "Rose Cottage has a new swing.",
    "Daisy chains and dens in the park.",
    "June is busting out all over.",
    "The ball pit at Jordan's is open.",
    "Will you come and play?",
    "Mark the date: 4 December.",
    "Robin spotting at the reserve.",
    "Autumn leaves and muddy knees.",
    "Amber alert for ice: the path is gritted.",
    "Willow weaving at the hub, free.",
    "Councillor Denise Hartnell tried the slide.",
    "Mayor Ruth Amankwah opened the playground.",
    "With thanks to Sport England and Tesco.",
    "The Alice Garden is open to all.",
    "Charlie and the Chocolate Factory: relaxed show.",
    "Lego, Duplo and Playmobil are out all week.",
    "Tiverley and Northmoor groups joined up today.",
    "Meet our new minibus, Doris!",
    "Pudsey came to visit.",
    "Hallowe'en fun at the hub.",
    "Chip shop supper at the hub.",
]
CHILD = Medium(alt="A child with a drawing", file="child.jpg", shows_child=True, made_by_service=True)


@pytest.mark.parametrize("text", NAMED)
def test_a_caption_that_names_the_child_is_seen(found, text):
    assert found("name-with-image", text, media=(CHILD,))


@pytest.mark.parametrize("text", NOBODY_NAMED)
def test_animals_places_staff_and_seasons_beside_the_picture_are_let_pass(found, text):
    assert found("name-with-image", text, media=(CHILD,)) == []


BESIDE = [
    "Nasreen and Gordon had the kettle on. {}",
    "Ask for Kwame at the desk. {} Thanks to Wendy for driving, and to Mo and Jill for the cakes.",
]


@pytest.mark.parametrize("around", BESIDE)
def test_a_child_named_among_staff_is_seen_all_the_same(found, around):
    before = around.index("{}")
    seen = [
        text
        for text in NAMED
        if any(
            before <= one.span[0] < before + len(text)
            for one in found("name-with-image", around.format(text), media=(CHILD,))
        )
    ]
    assert len(seen) >= 0.85 * len(NAMED)


def test_a_child_before_those_to_ring_is_seen(found):
    text = (
        "Ezra + trampoline = happiness. Rachel from our team ran the session; ring Bev if you would like to come. "
        "Rebound therapy is on again on 4 December."
    )
    assert [text[slice(*one.span)] for one in found("name-with-image", text, media=(CHILD,))] == ["Ezra"]


def test_staff_among_animals_places_and_seasons_are_let_pass(found):
    texts = [BESIDE[1].format(text) for text in NOBODY_NAMED]
    stopped = [text for text in texts if found("name-with-image", text, media=(CHILD,))]
    assert len(stopped) <= 0.1 * len(NOBODY_NAMED)


def test_a_name_of_many_words_is_shortened_in_what_is_said_of_it(found):
    (finding,) = found("name-with-image", "Well done " + "Ayo " * 60 + "!", media=(CHILD,))
    assert len(finding.message) < 200
    assert "…" in finding.message

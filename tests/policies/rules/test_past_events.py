"""What is over when a post goes out, as many authors announce it; and what only tells of the past, or is to come."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from policies.rules.named_days import easter

# The text, and when it goes out on the local clock.
OVER = [
    ("Our Diwali party is for everybody. Book now!", "2026-11-20T09:00"),
    ("Come to our Eid al-Fitr lunch!", "2027-03-24T09:00"),
    ("Come along to our Lunar New Year crafts.", "2027-03-01T09:00"),
    ("All through April our team is at the pier café on Mondays.", "2027-05-04T10:00"),
    ("Our talk is in the last week of January, Thursday 28th, 6pm.", "2027-02-01T08:00"),
    ("Next week, 7 to 11 December, our drop-ins move to the top floor.", "2026-12-14T09:00"),
    ("Pick up your pack before schools finish for Easter.", "2027-04-12T09:00"),
    ("Reserve a place before school breaks up for Christmas.", "2027-01-11T10:00"),
    ("Doors open at 5.30pm tonight for the youth disco. It ends at 7.30pm.", "2027-02-19T20:15"),
    ("Will you be at the Boxing Day family swim? Tickets are at reception.", "2026-12-28T09:00"),
    ("See you at 10am this morning!", "2026-12-01T13:00"),
    ("Join us from 10am to noon today at Harbour Library.", "2026-12-01T12:30"),
    ("Today: 10am to noon at Harbour Library.", "2026-12-01T12:30"),
    ("Our webinar starts at 12.30 today. Here is the link.", "2026-12-01T14:00"),
    ("Our Halloween party is for all ages. Book now!", "2026-11-05T09:00"),
    ("Pop in to our New Year's Eve quiet hour", "2027-01-02T09:00"),
    ("Don't forget our Mother's Day cake stall at the hub", "2027-03-10T09:00"),
    ("Come to the Good Friday egg hunt!", "2027-03-29T09:00"),
    ("Easter Monday picnic: bring a blanket", "2027-03-31T09:00"),
    ("World Book Day stall at the library. See you there", "2027-03-09T10:00"),
    ("Places left on our summer 2026 courses. Book today.", "2026-11-01T10:00"),
    ("Bookings for autumn 2025 are open.", "2026-11-01T10:00"),
    ("Applications close on Friday 27 November at noon.", "2026-11-28T09:00"),
    ("Applications close on 27 November at noon.", "2026-11-27T12:01"),
    ("The survey closes at midnight on Sunday 29 November.", "2026-11-30T09:00"),
    ("Tell us what you think by 29.11.26.", "2026-11-30T09:00"),
    ("Reply by Fri 27th Nov please", "2026-11-30T09:00"),
    ("DATE: 28/11/2026 TIME: 10:00 VENUE: Harbour Library", "2026-11-30T09:00"),
    ("📅 Sat 28 Nov\n⏰ 10-12\n📍 Harbour Library", "2026-11-30T09:00"),
    ("When: 28 November, 10am. Where: Harbour Library.", "2026-11-30T09:00"),
    ("Coffee morning, 28 November", "2026-11-30T09:00"),
    ("Two dates for your diary: 26 and 28 November.", "2026-11-30T09:00"),
    ("Our course runs 2, 9, 16 and 23 November. Book now!", "2026-11-30T09:00"),
    ("Our fun week is on from 23 to 27 November. Come along!", "2026-11-30T09:00"),
    ("Our fun week is on 23–27 November. Come along!", "2026-11-30T09:00"),
    ("Our fun week (23/11 - 27/11) has something for all", "2026-11-30T09:00"),
    ("From Monday 23 November until Friday 27 November you can drop in daily.", "2026-11-30T09:00"),
    ("Nov 28: free workshop on annual reviews. Sign up in the comments", "2026-11-30T09:00"),
    ("November 28th is the day! We can't wait to meet you all.", "2026-11-30T09:00"),
    ("We will be at the Tiverley fair on the 28th of November.", "2026-11-30T09:00"),
    ("We're at the Tiverley fair on Saturday 28 November", "2026-11-30T09:00"),
    ("2026-11-28 at 10:00, Harbour Library: drop in", "2026-11-30T09:00"),
    ("Save the date! 28.11.2026", "2026-11-30T09:00"),
    ("It's not too late to book for 28 November.", "2026-11-30T09:00"),
    ("Last few places for our 28 November workshop.", "2026-11-30T09:00"),
    ("We're looking forward to seeing you on 28 November", "2026-11-30T09:00"),
    ("The deadline for school places is 31 October.", "2026-11-02T09:00"),
    ("You have until 31 October to apply for a Year 7 place.", "2026-11-02T09:00"),
    ("Is your child 4? Apply by 15 January.", "2027-01-16T09:00"),
    ("Clocks go back on 25 October, so our 9am start is an hour later than it feels.", "2026-10-26T09:00"),
    ("Tonight at 6.30pm: live Q&A on our page", "2026-12-01T20:45"),
    ("Live Q&A at 6.30 tonight", "2026-12-01T20:45"),
    ("Drop in this morning, 9.30 to 11.30", "2026-12-01T12:00"),
    ("Come and see us at the library today between 10 and 12.", "2026-12-01T12:30"),
    ("Join us yesterday at noon", "2026-12-01T09:00"),
    ("Meet us last Friday at the hub: book now!", "2026-12-01T09:00"),
    ("Bonfire Night can be loud. Join our quiet film night on 5 November.", "2026-11-09T09:00"),
    ("Reminder: workshop on 30/11/26 at 6pm", "2026-12-01T09:00"),
    ("We are holding a coffee morning on 1 December at 9am until 9.45am", "2026-12-01T10:00"),
    ("Our Remembrance Sunday walk leaves at 10am. Come with us", "2026-11-10T09:00"),
    ("Valentine's Day card making at the hub, all welcome", "2027-02-16T09:00"),
    ("Pancake Day drop-in, free toppings. See you there!", "2027-02-12T09:00"),
    ("Drop-in on 29 February", "2028-03-02T09:00"),
    ("Join us on Monday 30 November!", "2026-12-01T00:00"),
    ("Join us on 28 March at 1am", "2027-03-28T03:30"),
]
TOLD_OR_TO_COME = [
    ("Our Diwali party is for everybody. Book now!", "2026-11-10T09:00"),
    ("Come to our Eid al-Fitr lunch!", "2027-02-24T09:00"),
    ("Book a call about noise at Diwali and on Bonfire Night.", "2026-11-04T09:00"),
    ("Our starting school pack is here if yours began in September.", "2026-10-06T11:20"),
    ("The forum on Tuesday 19 January looked at transport.", "2027-01-28T09:00"),
    ("Ice put paid to our talk on Tuesday 19 January, sorry.", "2027-01-22T09:30"),
    ("So no quiz on Tuesday 19 January. The new date is Tuesday 2 February.", "2027-01-22T09:30"),
    ("The next open day is 10 January, not 3 January.", "2027-01-05T09:00"),
    ("The page to book a call was down for a while this morning.", "2027-01-21T14:30"),
    ("Send us the sheet with its number on, like the one from last week.", "2026-10-06T11:20"),
    ("Reserve a place before school breaks up for Christmas.", "2026-12-07T10:00"),
    ("All through April our team is at the pier café on Mondays.", "2027-04-12T10:00"),
    ("Doors open at 5.30pm tonight for the youth disco. It ends at 7.30pm.", "2027-02-19T16:00"),
    ("Doors open at 5.30pm tonight for the youth disco. It ends at 7.30pm.", "2027-02-19T17:45"),
    ("Will you be at the Boxing Day family swim? Tickets are at reception.", "2026-12-20T09:00"),
    ("Will you be at the Boxing Day family swim?", "2026-12-26T08:00"),
    ("Our Boxing Day swim raised £200 for the hoist. Thank you!", "2026-12-28T09:00"),
    ("Our Halloween party was a hoot. Thanks to all who came.", "2026-11-05T09:00"),
    ("Happy New Year! We are back on 4 January.", "2027-01-02T09:00"),
    ("Hope you had a good Christmas Day. Our line is open again.", "2026-12-28T09:00"),
    ("Closed from Christmas Eve until 4 January.", "2026-12-29T09:00"),
    ("Our Christmas party is on 19 December. Book now!", "2026-11-05T09:00"),
    ("World Book Day is on 4 March.", "2027-02-20T09:00"),
    ("Who dressed up for World Book Day? Show us your photos", "2027-03-06T09:00"),
    ("The summer 2026 newsletter is here.", "2026-11-01T10:00"),
    ("Figures for summer 2026 show a rise in appeals.", "2026-11-01T10:00"),
    ("The Code of Practice of January 2015 still holds.", "2026-11-01T10:00"),
    ("Since 1 September 2014, the Act has applied up to 25.", "2026-11-01T10:00"),
    ("The consultation opened on 2 November and closes on 14 December.", "2026-12-01T10:00"),
    ("The consultation (2 November to 14 December) is open to all.", "2026-12-01T10:00"),
    ("From 1 November our line opens at nine.", "2026-12-01T10:00"),
    ("As of 1 November we have a new number.", "2026-12-01T10:00"),
    ("Our new number has been live since 1 November.", "2026-12-01T10:00"),
    ("If your letter is dated before 28 November, you have two months to appeal. Call us.", "2026-11-30T09:00"),
    (
        "Did you get a decision on or after 1 November? You can appeal within two months. Book a call.",
        "2026-11-30T09:00",
    ),
    ("Was your child born before 1 September 2021? Apply for a school place by 15 January.", "2026-11-30T09:00"),
    ("Children born between 1 September 2021 and 31 August 2022 start school next September.", "2026-11-30T09:00"),
    (
        "Missed our workshop on 28 November? The film of it is on our site. Book the next one for 12 December.",
        "2026-11-30T09:00",
    ),
    ("Thank you to the 40 of you who joined us on 28 November. Next one: 12 December. Book now.", "2026-11-30T09:00"),
    ("On 28 November we met 40 families at the fair. Our next stall is on 12 December.", "2026-11-30T09:00"),
    ("The workshop on 28 November is now on 12 December. Please book again.", "2026-11-30T09:00"),
    ("The event planned for 28 November was called off because of snow. We will set a new date.", "2026-11-30T09:00"),
    ("Notes from our forum on 28 November are online.", "2026-11-30T09:00"),
    ("Slides from the webinar of 28 November: see our site. Sign up for the next one!", "2026-11-30T09:00"),
    ("Photos of our fair on 28 November are up. Come and find yourself!", "2026-11-30T09:00"),
    ("The council's cabinet voted on 26 November to open a new base. Join our call on 4 December.", "2026-11-30T09:00"),
    ("Ofsted's report, published on 26 November, is out. We will go through it on 4 December.", "2026-11-30T09:00"),
    ("Minutes of the meeting of 26 November will be on our site this week.", "2026-11-30T09:00"),
    ("News of 26 November: the White Paper is out.", "2026-11-30T09:00"),
    ("3 December is International Day of Persons with Disabilities.", "2026-12-01T09:00"),
    ("20 November was World Children's Day.", "2026-11-30T09:00"),
    ("Today, 10am to noon, Harbour Library.", "2026-12-01T11:30"),
    ("Today, 10am to noon, Harbour Library.", "2026-12-01T09:00"),
    ("Our line is open until 3pm today.", "2026-12-01T10:00"),
    ("We had a great chat at 10am this morning with the forum.", "2026-12-01T13:00"),
    ("Thanks to everybody who joined us at noon today!", "2026-12-01T14:00"),
    ("This morning we met 20 parents at Harbour Library, from 10am till noon.", "2026-12-01T14:00"),
    ("Drop-ins: 3 December, 10 December and 17 December, 10am.", "2026-11-30T09:00"),
    ("Join us on 1 December from 10am to noon", "2026-12-01T09:59"),
    ("Join us on 1 December", "2026-12-01T22:00"),
    ("Join us on 28 March at 10am", "2027-03-28T08:30"),
    ("Ten years ago, on 28 November 2016, our first drop-in took place.", "2026-11-28T09:00"),
    ("Founded on 5 November 1996, we turn 30 this month! Join us for cake on 4 December.", "2026-11-30T09:00"),
    ("Rosa Parks kept her seat on 1 December 1955. Join our talk about rights on 4 December.", "2026-12-02T09:00"),
    ("Room 3/4, first floor. Step 2/3 of our guide.", "2026-12-01T09:00"),
    ("Open 24/7 online. Ages 5-11. Call 01632 960150.", "2026-12-01T09:00"),
    ("1 in 5. 3 to 4 weeks. 10-12 places left.", "2026-12-01T09:00"),
    ("Since your last review on 3 November, has anything changed? Book a call.", "2026-12-01T09:00"),
    ("Our offices were closed on 30 November and are open again. Please ring.", "2026-12-01T09:00"),
    ("Term started on 2 September. How is it going? Come and tell us on 4 December.", "2026-11-30T09:00"),
    ("Offers went out on 1 March. Not happy? You can appeal. Join our webinar on 10 March.", "2027-03-03T09:00"),
    ("National offer day was 1 March. Book a call if you have questions.", "2027-03-03T09:00"),
    ("School places were offered on 1 March. We can explain how appeals work: book a call.", "2027-03-03T09:00"),
    ("The new regulations come into force on 1 April 2027. Join our webinar.", "2027-03-03T09:00"),
    ("The regulations came into force on 1 September. Book our workshop to find out more.", "2026-10-03T09:00"),
]


def sent(local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo("Europe/London"))


@pytest.mark.parametrize(("text", "local"), OVER)
def test_what_is_over_when_it_goes_out_is_seen(found, text, local):
    assert found("past-event", text, publish_at=sent(local))


@pytest.mark.parametrize(("text", "local"), TOLD_OR_TO_COME)
def test_what_is_told_or_is_to_come_is_let_pass(found, text, local):
    assert found("past-event", text, publish_at=sent(local)) == []


@pytest.mark.parametrize(
    ("year", "day"), [(2024, "03-31"), (2025, "04-20"), (2026, "04-05"), (2027, "03-28"), (2038, "04-25")]
)
def test_easter_falls_where_the_churches_keep_it(year, day):
    assert easter(year).isoformat() == f"{year}-{day}"


BARE_DAYS_OVER = [
    ("Lego on Monday 15th, trampolines on Wednesday 17th!", "2027-02-22"),
    ("Bids are welcome up to and including Friday 16th.", "2027-04-19"),
    ("Join us on Thurs the 4th at the hub.", "2027-02-08"),
    ("Craft morning, Sat 19, 10am to noon.", "2027-06-22"),
    ("Book by the 16th at the latest, please.", "2027-04-19"),
    ("First one is on the 5th of this month at half nine.", "2027-01-08"),
    ("Our fair is on the 28th of last month, all welcome.", "2027-03-02"),
    ("Half-term fun from Monday 15th to Friday 19th, book now.", "2027-02-22"),
    ("Bring the whole family to our picnic – last Friday, 9 July, noon till 3.", "2027-07-12"),
    ("Message us a book by St Andrew's Day and we'll pick a name.", "2026-12-01"),
    ("Entries close on Burns Night.", "2027-01-26"),
    ("Our stall is at Sarne market this Saturday (6th).", "2027-03-08"),
    ("The last day to apply is the 9th.", "2027-07-12"),
    ("Closed Good Friday and Easter Monday.", "2027-04-06"),
    ("Fireworks without bangs on Bonfire Night, 5pm, at the rec.", "2027-11-09"),
    ("Get your forms in before May Day.", "2027-05-04"),
    ("Our office is closed on Whit Monday.", "2027-05-18"),
]
BARE_DAYS_AHEAD = [
    ("Lego on Monday 15th, trampolines on Wednesday 17th!", "2027-02-10"),
    ("Bids are welcome up to and including Friday 16th.", "2027-04-12"),
    ("Bids are welcome up to and including Friday 5th.", "2027-01-28"),  # of February
    ("Book by the 3rd, please.", "2027-04-28"),  # of May
    ("First one is on the 15th of this month.", "2027-01-08"),
    ("First one is on the 5th of next month.", "2027-01-08"),
    ("Half-term fun from Monday 15th to Friday 19th, book now.", "2027-02-17"),
    ("Thank you to everybody who came on Monday 15th.", "2027-02-22"),
    ("The hub opened on the 16th.", "2027-04-19"),
    ("Meet us on the 2nd floor on any Friday 10th birthday parties are not there.", "2027-04-19"),
    ("A walk through 16th century Sarne, Monday 2nd session.", "2027-04-19"),
    ("Message us a book by St Andrew's Day and we'll pick a name.", "2026-11-26"),
    ("We had our tree up before St Andrew's Day.", "2026-12-01"),
    ("Every month, on the 5th, we post a tip.", "2027-03-08"),
    ("The group meets on the 1st and 3rd Friday of the month.", "2027-03-08"),
    ("Sign-ups for the forum closed on Friday 5th.", "2027-03-08"),
    ("May Day was wet, but thank you all.", "2027-05-10"),
    ("Slides from Friday 16th are on our site.", "2027-04-19"),
]


@pytest.mark.parametrize(("text", "day"), BARE_DAYS_OVER)
def test_a_day_without_its_month_is_read_near_the_day_of_sending(found, text, day):
    assert found("past-event", text, publish_at=datetime.fromisoformat(f"{day}T09:00:00+00:00"))


@pytest.mark.parametrize(("text", "day"), BARE_DAYS_AHEAD)
def test_a_day_without_its_month_that_is_to_come_or_told_of_passes(found, text, day):
    assert not found("past-event", text, publish_at=datetime.fromisoformat(f"{day}T09:00:00+00:00"))

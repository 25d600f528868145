"""The starter text in our own words: the ten items of the national guide (G20) and what services add to them.

Plain data. A blank in braces is filled from the short form's answers (answers.py); one that stands alone in a paragraph
or a point of a list goes with its line when there is nothing to fill in. The rules of a part follow from its item
(policies/usual.py), so that they stand in one table.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from policies import usual
from policies.models import ReplyPurpose, StandardItem

TITLE = "Social media policy"


@dataclass(frozen=True, kw_only=True)
class Part:
    """A section of the starter text with its reply templates: purpose, name, body.

    `guidance_only`: people read it, nothing runs from it.
    """

    key: str
    title: str
    item: StandardItem
    body: str
    guidance_only: bool = False
    templates: tuple[tuple[ReplyPurpose, str, str], ...] = field(default=())

    @property
    def rules(self) -> tuple[str, ...]:
        return usual.RULES.get(self.item, ())


PARTS: tuple[Part, ...] = (
    Part(
        key="purpose",
        title="Purpose and scope",
        item=StandardItem.PURPOSE,
        guidance_only=True,
        body="""
        This policy says how {name} speaks and listens on social media. It holds for everybody who writes, approves
        or answers in our name, on every channel that we run, and for volunteers and agency staff too.

        {host}

        {networks}

        Families may not use social media, and none of them has to. Whatever matters that we post can also be had on
        our website, by phone or on paper.

        A new channel is opened only after we have written down what it is for, whom it reaches, what could go wrong
        and who looks after it. We try it with a small group first.
        """,
    ),
    Part(
        key="representing",
        title="Representing the service",
        item=StandardItem.REPRESENTING,
        body="""
        On our channels nobody is “I”. We write as **we** and as the service, so that a family hears the same voice
        whoever is on duty.

        - Posts carry no private view, also not on subjects where most of us agree.
        - Who mentions their work on an account of their own says that they speak for themselves.
        - An account that names the service in its title follows our naming pattern, shows the logo and the
          disclaimer, and is known to the service manager, who can end it.
        """,
    ),
    Part(
        key="profile-picture",
        title="Profile picture",
        item=StandardItem.PROFILE_PICTURE,
        guidance_only=True,
        body="""
        Every channel shows our logo as its picture, whole and readable in a small circle. No photos of staff,
        families or buildings, and no seasonal frames or ribbons around it: people should know us at a glance.
        """,
    ),
    Part(
        key="profile-text",
        title="Profile text",
        item=StandardItem.PROFILE_TEXT,
        guidance_only=True,
        body="""
        The description says who we are, that our advice is free, confidential and impartial, for which area we work,
        and how to reach us{contact}. The disclaimer of the section on confidentiality is pinned.

        One person checks each month that the text, the links and the pinned post are still right on every channel.
        """,
    ),
    Part(
        key="impartiality",
        title="Impartiality",
        item=StandardItem.IMPARTIALITY,
        body="""
        We speak as ourselves and not as the body that hosts us. We lean towards no authority, school, party,
        company, campaign or school of thought in education.

        What one of them has announced may be passed on, in neutral words and with the link. We do not call on people
        to vote, sign or stay away, and we recommend no provider over another.

        Before elections we keep quiet periods; on those days nothing is sent.
        """,
    ),
    Part(
        key="what-we-post",
        title="What we post",
        item=StandardItem.WHAT_IS_POSTED,
        body="""
        We post what helps families of children and young people with special educational needs or disabilities:
        our events and drop-ins, news on law and guidance, resources, surveys, awareness days, and where to turn for
        which question.

        - Statements about law or numbers name where they come from.
        - We explain what holds for everybody. What depends on a case belongs in a conversation.
        - We promise only what we can keep ourselves.
        - {posts}
        - Pictures and texts of others are used with leave or under a licence, and we keep the proof.
        - Something wrong is put right or taken down as soon as we learn of it, with a word on why.
        """,
    ),
    Part(
        key="etiquette",
        title="Etiquette",
        item=StandardItem.ETIQUETTE,
        body="""
        We write in plain words, warmly and to the point. Nobody has to know our abbreviations.

        - People come before their diagnosis, in the words that disabled people themselves prefer.
        - No capitals for emphasis, no sarcasm, no quarrels.
        - Pictures are described for people who cannot see them; hashtags have a capital for each word.
        - A text fits the network that it is for, and is not sent again and again.
        """,
    ),
    Part(
        key="campaigns",
        title="Campaigns and checks",
        item=StandardItem.CAMPAIGNS,
        body="""
        No post goes out unread. Its author submits it; a line manager or a deputy approves exactly that text, or
        sends it back with a note. Nobody approves what they wrote.

        {approvers}

        A public campaign needs a line manager's leave before its first post. Nothing that missed its time is sent
        late on its own: somebody looks at it and chooses a new time.
        """,
    ),
    Part(
        key="comments",
        title="Comments",
        item=StandardItem.COMMENTS,
        body="""
        We read what people write to us {hours}, and answer within the times that stand beside this section.

        When somebody describes a child's situation in public and asks for advice, we keep a copy, hide the comment
        and write to them in private: we are confidential, we cannot help on this network, and this is how to reach
        us. A private message about a case gets the same answer.

        A comment is hidden or deleted only for a reason that this policy names. Criticism is no such reason. Where
        we can, we tell the writer why.
        """,
        templates=(
            (
                ReplyPurpose.CASE_PRIVATE,
                "Confidentiality, parent or carer",
                """
                Thank you for writing to us. To protect you and your family we have hidden your comment, and we
                cannot talk about your situation on this network, in private messages either. We would like to
                help: please call {service} on {phone} or write to {email}. What you tell us there stays between
                us.
                """,
            ),
            (
                ReplyPurpose.CASE_DIRECT,
                "Answer to a private message about a case",
                """
                Thank you for your message. Messages here do not belong to us alone, so we cannot advise you in
                this place. Please call {service} on {phone} or write to {email}, and we will take it from there
                in confidence.
                """,
            ),
            (
                ReplyPurpose.GENERAL,
                "Answer to a general question",
                """
                Thank you for asking. You will find more about this at {website}. If your question is about your
                own family, please call us on {phone} or write to {email}.
                """,
            ),
            (
                ReplyPurpose.REMOVED,
                "Why a comment was removed",
                """
                We have removed your comment because it broke the house rules of this page. You are welcome to say
                what you think in other words. If you disagree with us, write to {email} and we will look at it
                again.
                """,
            ),
        ),
    ),
    Part(
        key="negativity",
        title="Unhappy users and trolls",
        item=StandardItem.NEGATIVITY,
        body="""
        **Somebody who is unhappy with us** came to us, or tried to, and did not get what they hoped for. They deserve
        a calm and friendly answer. Where a fair complaint has no public answer yet, we publish one post of our own,
        once, with facts, and name the complaints procedure. A line manager approves it. We do not argue.

        **A troll** wants to provoke: insults, no interest in an answer, often a nameless account that writes very
        fast. We do not reply. We keep a copy, hide what breaks the house rules, and report it to the network. Who
        breaks them a third time within 90 days may be blocked by the service manager until a stated date.

        Threats and extreme hatred are reported to the police at once. What is said against a member of staff goes
        through the allegations procedure and is not shown to the person named.
        """,
        templates=(
            (
                ReplyPurpose.GRIEVANCE_POST,
                "Public post about a grievance",
                """
                Parents have told us where our work fell short. Thank you for saying so. We are looking at it and will
                tell you here what we find. To talk about your own experience, please call us on {phone} or write to
                {email}.
                """,
            ),
            (
                ReplyPurpose.COMPLAINTS,
                "Complaints procedure",
                """
                We are sorry that you are not satisfied. You can make a complaint about {service} by writing to
                {email} or calling {phone}; how we deal with it is described at {website}. We aim to write back
                within five working days.
                """,
            ),
        ),
    ),
    Part(
        key="confidentiality",
        title="Confidentiality and disclaimer",
        item=StandardItem.CONFIDENTIALITY,
        body="""
        Nothing that we post identifies a family, a child or another private person, by name or by a set of details
        that somebody might recognise. Only our own contact details appear. A family's good story is told only with
        their written consent and without their names.

        Our disclaimer, pinned on each channel, says:

        > We do not watch this page all the time. What is said here is not confidential. For advice that stays between
        > us, {reach}.
        """,
    ),
    Part(
        key="discussions",
        title="Discussions",
        item=StandardItem.DISCUSSIONS,
        guidance_only=True,
        body="""
        We gladly talk in public about events and drop-ins, resources that people wish for, surveys, how the system
        works in general, and who does what. We take part in other people's conversations in the same way: with
        information, never with an opinion.

        No case is discussed, whoever begins.
        """,
    ),
    Part(
        key="children",
        title="Children, young people and safeguarding",
        item=StandardItem.CHILDREN,
        body="""
        A worry about a child's or an adult's safety goes to the safeguarding lead at once, at any hour, whoever sees
        it first. When somebody is in immediate danger we call 999 first.

        - Nothing is aimed at children below the network's minimum age, and we accept no contact from them there.
        - A picture shows a child only with a written consent that is still valid, and never beside the child's name.
        - Young people are told that this is no place for counselling, and where to find it: Childline, 0800 1111.
        - What may be an indecent picture of a child is never copied, not even as proof. It is reported.
        """,
        templates=(
            (
                ReplyPurpose.CASE_YOUNG_PERSON,
                "Confidentiality, young person",
                """
                Hi, and thanks for getting in touch. Other people can see things on here, so let's not talk about it
                in this place. You can call us on {phone} or e-mail {email}, and it stays private. If you need
                somebody to listen right now, Childline is free on 0800 1111. If you are in danger, call 999.
                """,
            ),
            (
                ReplyPurpose.EMERGENCY,
                "Lines of the emergency card",
                """
                Write down whom you called, when, and what they said.
                """,
            ),
        ),
    ),
    Part(
        key="following",
        title="Following others",
        item=StandardItem.FOLLOWING,
        guidance_only=True,
        body="""
        We follow charities for disabled people and for mental health, health services, government departments,
        inspectorates, the area's members of parliament of every party, schools and colleges, parent carer forums and
        other advice services. To follow somebody is not to agree with them, and our profile says so.

        We do not look into the profiles of the families who write to us.
        """,
    ),
    Part(
        key="monitoring",
        title="Monitoring",
        item=StandardItem.MONITORING,
        guidance_only=True,
        body="""
        Who wrote, changed, approved and answered what is recorded. The record is read for these purposes only: to
        find out what happened, to see whether this policy is kept, to notice use by people who may not, to keep up
        quality, to prevent crime, and to protect confidentiality.

        The service manager looks at the compliance page each month. {cycle}
        """,
    ),
    Part(
        key="consequences",
        title="When the policy is broken",
        item=StandardItem.CONSEQUENCES,
        guidance_only=True,
        body="""
        Mistakes are put right first. Then we look at what would have prevented them, and offer training.

        In order of weight: a talk and training; access taken away for a time; the host's disciplinary procedure.
        Access can be taken away at once where families or colleagues would otherwise come to harm.
        """,
    ),
)

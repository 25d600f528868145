"""What can be done on each network, in words: for a channel's page and for docs/networks.md."""

from __future__ import annotations

from django.conf import settings
from django.utils.module_loading import import_string

from channels.models import Channel, Network
from channels.networks import BY_HAND, Action, Capabilities, connector_of, connectors_for, sign_in_of
from channels.networks.capabilities import BY_HAND as HOW_BY_HAND

WORDS = {
    Action.PUBLISH: "Put posts out",
    Action.FIND: "Look up a post",
    Action.CORRECT: "Correct a post",
    Action.REMOVE: "Take a post off",
    Action.READ_PROFILE: "Read the profile",
    Action.READ_FIGURES: "Read a post’s figures",
    Action.READ_COMMENTS: "Read comments",
    Action.LOOK_UP_COMMENTS: "Notice edits and deletions",
    Action.SEARCH: "Search for words and hashtags",
    Action.HIDE: "Hide a comment",
    Action.UNHIDE: "Show it again",
    Action.REMOVE_COMMENT: "Delete a comment",
    Action.REPLY_PRIVATELY: "Answer in private",
    Action.REPLY_PUBLICLY: "Answer in public",
    Action.BLOCK: "Block a person",
    Action.UNBLOCK: "End a block",
    Action.REPORT: "Report a comment",
}
ITSELF, HAND, NEVER = "by itself", "by hand", "not possible"


def how(capabilities: Capabilities, action: Action) -> str:
    """In two words who does it."""
    if capabilities.can(action):
        return ITSELF
    return HAND if capabilities.is_possible(action) else NEVER


def of_channel(channel: Channel) -> list[dict[str, str]]:
    """Each action with who does it, what it finds, and how a person does it there: [{what, how, finds, by_hand}]."""
    can = connector_of(channel).capabilities
    finds = {Action.READ_COMMENTS: can.reads, Action.SEARCH: can.searches, Action.READ_FIGURES: can.figures}
    return [
        {
            "what": words,
            "how": how(can, action),
            "finds": finds.get(action, "") if can.can(action) else "",
            "by_hand": can.how_by_hand(action),
        }
        for action, words in WORDS.items()
    ]


def of_network(network: str) -> Capabilities:
    """Of a connected channel, or of one that is served by hand where there is no connector."""
    best = connectors_for(network)[0]
    if best == BY_HAND:
        return Capabilities(does=frozenset(), by_hand=HOW_BY_HAND.get(network, {}))
    return import_string(settings.NETWORKS[best]).capabilities


def table() -> list[list[str]]:
    """Heads and rows: a network a column, an action a row."""
    networks = [network for network in Network if network in HOW_BY_HAND]
    each = {network: of_network(network) for network in networks}
    rows = [["", *(network.label for network in networks)]]
    rows += [[words, *(how(each[network], action) for network in networks)] for action, words in WORDS.items()]
    rows.append(["Threads", *("yes" if each[network].threads else "no" for network in networks)])
    rows.append(["Video", *("yes" if each[network].video else "no" for network in networks)])
    rows.append(["Content warnings", *("yes" if each[network].warnings else "no" for network in networks)])
    rows.append(["Pictures at most", *(_pictures(each[network]) for network in networks)])
    rows.append(["Connected by", *(way(network) for network in networks)])
    return rows


def way(network: str) -> str:
    """How a channel of this network is connected."""
    sign_in = sign_in_of(network)
    if sign_in is None:
        return "nothing to connect"
    if sign_in.has_own_page:
        return "its sign-in page, or a pasted token" if sign_in.pasted else "its sign-in page"
    return "what a person types"


def markdown() -> str:
    """The table as docs/networks.md holds it."""
    head, *rows = table()
    lines = [f"| {' | '.join(head)} |", f"| {' | '.join('---' for _ in head)} |"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def _pictures(capabilities: Capabilities) -> str:
    return str(capabilities.most_pictures) if capabilities.can(Action.PUBLISH) else "as the network has it"

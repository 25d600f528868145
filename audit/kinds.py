"""Every kind of event, with its sentence. The keys in braces are the data that the kind needs.

`{actor}` and `{label}` come from the event itself.
"""

from __future__ import annotations

import string
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audit.models import Event


class Kind(StrEnum):
    # people
    MEMBER_INVITED = "member.invited"
    INVITATION_WITHDRAWN = "member.invitation_withdrawn"
    MEMBER_JOINED = "member.joined"
    ROLES_CHANGED = "member.roles_changed"
    MEMBER_PHONE = "member.phone"
    ACCESS_ENDED = "member.access_ended"
    ACCESS_RESTORED = "member.access_restored"
    DEPUTY_NAMED = "member.deputy_named"
    DEPUTY_ENDED = "member.deputy_ended"
    SERVICE_CREATED = "service.created"
    SERVICE_CHANGED = "service.changed"
    SENDING_PAUSED = "service.sending_paused"
    SENDING_RESUMED = "service.sending_resumed"
    # channels
    CHANNEL_ADDED = "channel.added"
    CHANNEL_CHANGED = "channel.changed"
    CHANNEL_MOVED = "channel.moved"
    CHANNEL_SUSPENDED = "channel.suspended"
    CHANNEL_CONNECTED = "channel.connected"
    CHANNEL_DISCONNECTED = "channel.disconnected"
    CHANNEL_SIGNED_OUT = "channel.signed_out"
    CHANNEL_WORKS_AGAIN = "channel.works_again"
    PROFILE_AGREED = "channel.profile_agreed"
    PROFILE_CHECKED = "channel.profile_checked"
    RISKS_WRITTEN = "channel.risks_written"
    RISKS_AGREED = "channel.risks_agreed"
    AFFILIATED_GIVEN = "affiliated.given"
    AFFILIATED_CHECKED = "affiliated.checked"
    AFFILIATED_TRAINING = "affiliated.training_offered"
    AFFILIATED_TAKEN = "affiliated.taken"
    FOLLOWING_ADDED = "following.added"
    FOLLOWING_CHANGED = "following.changed"
    FOLLOWING_REMOVED = "following.removed"
    # policies
    POLICY_CREATED = "policy.created"
    POLICY_HANDED_ON = "policy.handed_on"
    VERSION_STARTED = "policy.version_started"
    VERSION_EDITED = "policy.version_edited"
    VERSION_SUBMITTED = "policy.version_submitted"
    VERSION_RETURNED = "policy.version_returned"
    VERSION_APPROVED = "policy.version_approved"
    VERSION_SCHEDULED = "policy.version_scheduled"
    VERSION_URGENT = "policy.version_urgent"
    VERSION_IN_FORCE = "policy.version_in_force"
    VERSION_SUPERSEDED = "policy.version_superseded"
    VERSION_WITHDRAWN = "policy.version_withdrawn"
    POLICY_EVIDENCE = "policy.evidence_downloaded"
    REVIEW_OPENED = "policy.review_opened"
    REVIEW_DECIDED = "policy.review_decided"
    REVIEW_MOVED = "policy.review_moved"
    REVIEW_DONE = "policy.review_done"
    READING_OPENED = "policy.reading_opened"
    READING_ACCEPTED = "policy.reading_accepted"
    READING_EXTENDED = "policy.reading_extended"
    READINGS_DOWNLOADED = "policy.readings_downloaded"
    TRAINING_OPENED = "training.opened"
    TRAINING_CONFIRMED = "training.confirmed"
    TRAINING_RECORDED = "training.recorded"
    QUIET_PERIOD_SET = "policy.quiet_period_set"
    QUIET_PERIOD_ENDED = "policy.quiet_period_ended"
    EXCEPTION_ASKED = "policy.exception_asked"
    EXCEPTION_GRANTED = "policy.exception_granted"
    EXCEPTION_DECLINED = "policy.exception_declined"
    EXCEPTION_ENDED = "policy.exception_ended"
    BACKTEST_ASKED = "policy.backtest_asked"
    BACKTEST_STOPPED = "policy.backtest_stopped"
    # posts
    POST_CREATED = "post.created"
    POST_EDITED = "post.edited"
    POST_SUBMITTED = "post.submitted"
    POST_RETURNED = "post.returned"
    POST_APPROVED = "post.approved"
    APPROVAL_VOIDED = "post.approval_voided"
    POST_SCHEDULED = "post.scheduled"
    POST_UNSCHEDULED = "post.unscheduled"
    POST_MOVED = "post.moved"
    POST_WITHDRAWN = "post.withdrawn"
    POST_PUBLISHING = "post.publishing"
    POST_PUBLISHED = "post.published"
    POST_PARTLY_PUBLISHED = "post.partly_published"
    POST_FAILED = "post.failed"
    POST_EXPIRED = "post.expired"
    POST_HELD = "post.held"
    POST_REMOVED = "post.removed"
    POST_CORRECTED = "post.corrected"
    CORRECTION_BEGUN = "post.correction_begun"
    POST_REPURPOSED = "post.repurposed"
    POST_RESTORED = "post.restored"
    NOTE_WRITTEN = "post.note_written"
    NOTE_ANSWERED = "post.note_answered"
    NOTE_SETTLED = "post.note_settled"
    NOTE_REOPENED = "post.note_reopened"
    TEMPLATE_SAVED = "post_template.saved"
    TEMPLATE_ARCHIVED = "post_template.archived"
    TEMPLATE_RESTORED = "post_template.restored"
    SHORT_LINK_MADE = "short_link.made"
    SHORT_LINK_STOPPED = "short_link.stopped"
    SHORT_LINK_RESTORED = "short_link.restored"
    MEDIA_ADDED = "media.added"
    MEDIA_CHANGED = "media.changed"
    MEDIA_PEOPLE_SAID = "media.people_said"
    MEDIA_ARCHIVED = "media.archived"
    MEDIA_RESTORED = "media.restored"
    CONSENT_RECORDED = "consent.recorded"
    CONSENT_CHANGED = "consent.changed"
    CONSENT_WITHDRAWN = "consent.withdrawn"
    FINDING_MARKED = "post.finding_marked"
    FINDING_MARK_TAKEN_BACK = "post.finding_mark_taken_back"
    DELIVERY_STARTED = "delivery.started"
    DELIVERY_SENT = "delivery.sent"
    DELIVERY_FAILED = "delivery.failed"
    DELIVERY_UNKNOWN = "delivery.unknown"
    DELIVERY_LOOKED_UP = "delivery.looked_up"
    DELIVERY_ANSWERED = "delivery.answered"
    DELIVERY_BY_HAND = "delivery.by_hand"
    DELIVERY_PUT_OUT = "delivery.put_out"
    DELIVERY_ADDRESS_GIVEN = "delivery.address_given"
    DELIVERY_GIVEN_UP = "delivery.given_up"
    DELIVERY_TRIED_AGAIN = "delivery.tried_again"
    TAKEN_OFF = "delivery.taken_off"
    TAKEN_OFF_BY_HAND = "delivery.taken_off_by_hand"
    CORRECTED = "delivery.corrected"
    CORRECTED_BY_HAND = "delivery.corrected_by_hand"
    CHANGE_BY_HAND = "delivery.change_by_hand"
    # campaigns, series and plans
    CAMPAIGN_CREATED = "campaign.created"
    CAMPAIGN_EDITED = "campaign.edited"
    CAMPAIGN_SUBMITTED = "campaign.submitted"
    CAMPAIGN_RETURNED = "campaign.returned"
    CAMPAIGN_APPROVED = "campaign.approved"
    CAMPAIGN_VOIDED = "campaign.approval_voided"
    CAMPAIGN_WITHDRAWN = "campaign.withdrawn"
    CAMPAIGN_ENDED = "campaign.ended"
    SERIES_STARTED = "series.started"
    SERIES_CHANGED = "series.changed"
    SERIES_SKIPPED = "series.skipped"
    SERIES_NOT_SKIPPED = "series.not_skipped"
    SERIES_STOPPED = "series.stopped"
    SERIES_RESUMED = "series.resumed"
    SERIES_DRAFTED = "series.drafted"
    SERIES_WAITS = "series.waits"
    PLAN_READ = "plan.read"
    PLAN_DONE = "plan.drafts_made"
    PLAN_TAKEN_BACK = "plan.taken_back"
    PLAN_DROPPED = "plan.dropped"
    PLAN_EXPORTED = "plan.exported"
    # comments
    READING_STOPPED = "reading.stopped"
    READING_BACK = "reading.back"
    READING_LOOKED = "reading.looked"
    WATCH_ADDED = "watch.added"
    WATCH_PAUSED = "watch.paused"
    WATCH_RESUMED = "watch.resumed"
    WATCH_DROPPED = "watch.dropped"
    COMMENT_RECEIVED = "comment.received"
    COMMENT_CAPTURED = "comment.captured"
    COMMENT_SORTED = "comment.sorted"
    COMMENT_CLAIMED = "comment.claimed"
    COMMENT_RELEASED = "comment.released"
    COMMENT_TAKEN_OVER = "comment.taken_over"
    COMMENT_HANDED_OVER = "comment.handed_over"
    COMMENT_HANDED_BACK = "comment.handed_back"
    COMMENT_ABUSE_REPORTED = "comment.abuse_reported"
    COMMENT_ABUSE_ANSWERED = "comment.abuse_answered"
    COMMENT_CLASSED = "comment.classed"
    COMMENT_CLASS_TAKEN_BACK = "comment.class_taken_back"
    COMMENT_FLAGGED = "comment.flagged"
    COMMENT_FLAG_LOWERED = "comment.flag_lowered"
    COMMENT_STEP_DONE = "comment.step_done"
    COMMENT_STEP_NOT_POSSIBLE = "comment.step_not_possible"
    COMMENT_STEP_FAILED = "comment.step_failed"
    COMMENT_STEP_TAKEN_BACK = "comment.step_taken_back"
    COMMENT_SHOWN_AGAIN = "comment.shown_again"
    COMMENT_CHASED = "comment.chased"
    COMMENT_ESCALATED = "comment.escalated"
    COMMENT_ESCALATION_SEEN = "comment.escalation_seen"
    COMMENT_ESCALATION_CLOSED = "comment.escalation_closed"
    COMMENT_CLOSED = "comment.closed"
    COMMENT_REOPENED = "comment.reopened"
    COMMENT_WITHDRAWN = "comment.withdrawn"
    COMMENT_SAID_GONE = "comment.said_gone"
    COMMENT_SAID_THERE = "comment.said_there"
    COMMENT_NOT_SHOWN = "comment.not_shown"
    COMMENT_SEEN_AGAIN = "comment.seen_again"
    COMMENT_CLASS_IN_DOUBT = "comment.class_in_doubt"
    COMMENT_LOGGED = "comment.logged"
    COMMENT_SCREENSHOT = "comment.screenshot"
    BULK_BEGUN = "bulk_action.begun"
    BULK_DONE = "bulk_action.done"
    BULK_UNDO_BEGUN = "bulk_action.undo_begun"
    BULK_UNDONE = "bulk_action.undone"
    IMPORT_BEGUN = "comment_import.begun"
    IMPORT_STOPPED = "comment_import.stopped"
    IMPORT_WENT_ON = "comment_import.went_on"
    IMPORT_DONE = "comment_import.done"
    IMPORT_FAILED = "comment_import.failed"
    IMPORT_TAKEN_BACK = "comment_import.taken_back"
    IMPORT_UNDONE = "comment_import.undone"
    COMMENT_EDITED = "comment.edited"
    COMMENT_NOT_SORTED = "comment.not_sorted"
    COMMENT_STEP_UNCLEAR = "comment.step_unclear"
    COMMENT_KEPT_FROM = "comment.kept_from"
    COMMENT_KEPT_NO_MORE = "comment.kept_no_more"
    COMMENT_MESSAGE_ALLOWED = "comment.message_allowed"
    COMMENT_PURGED = "comment.purged"
    HOLD_PLACED = "hold.placed"
    HOLD_MOVED = "hold.moved"
    HOLD_ENDED = "hold.ended"
    PURGE_TRIED = "purge.tried"
    PURGE_CONFIRMED = "purge.confirmed"
    PURGE_DONE = "purge.done"
    DATA_REQUEST_OPENED = "data_request.opened"
    DATA_REQUEST_WIDENED = "data_request.widened"
    DATA_REQUEST_CHECKED = "data_request.checked"
    DATA_REQUEST_MADE = "data_request.made"
    DATA_REQUEST_DOWNLOADED = "data_request.downloaded"
    DATA_REQUEST_ERASED = "data_request.erased"
    DATA_REQUEST_FINISHED = "data_request.finished"
    INCIDENT_OPENED = "incident.opened"
    INCIDENT_JOINED = "incident.joined"
    INCIDENT_ANSWERED = "incident.answered"
    INCIDENT_POST_WITHDRAWN = "incident.post_withdrawn"
    INCIDENT_CLOSED = "incident.closed"
    INCIDENT_RENAMED = "incident.renamed"
    INCIDENT_LEFT = "incident.left"
    INCIDENT_SPLIT = "incident.split"
    INCIDENT_REOPENED = "incident.reopened"
    INCIDENT_ANSWERED_AGAIN = "incident.answered_again"
    COMPLAINT_OPENED = "complaint.opened"
    COMPLAINT_ACKNOWLEDGED = "complaint.acknowledged"
    COMPLAINT_ANSWERED = "complaint.answered"
    COMPLAINT_HANDED_ON = "complaint.handed_on"
    COMPLAINT_SECOND_STAGE = "complaint.second_stage"
    HOUSE_RULE_ADDED = "house_rule.added"
    HOUSE_RULE_CHANGED = "house_rule.changed"
    HOUSE_RULE_RETIRED = "house_rule.retired"
    HOUSE_RULE_RESTORED = "house_rule.restored"
    HOUSE_RULES_ORDERED = "house_rules.ordered"
    BLOCK_PROPOSED = "block.proposed"
    BLOCK_DECIDED = "block.decided"
    BLOCK_DECLINED = "block.declined"
    BLOCK_DONE = "block.done"
    BLOCK_DONE_BY_HAND = "block.done_by_hand"
    BLOCK_FAILED = "block.failed"
    BLOCK_LIFTED = "block.lifted"
    BLOCK_ENDED = "block.ended"
    BLOCK_STILL_THERE = "block.still_there"
    APPEAL_LOGGED = "appeal.logged"
    APPEAL_ARRIVED = "appeal.arrived"
    APPEAL_MATCHED = "appeal.matched"
    APPEAL_UPHELD = "appeal.upheld"
    APPEAL_DISMISSED = "appeal.dismissed"
    SORTING_LIVE = "sorting.live"
    SORTING_REFUSED = "sorting.refused"
    SORTING_DAMAGED = "sorting.damaged"
    SORTING_CHOSEN = "sorting.chosen"
    # plan
    STRATEGY_CHANGED = "strategy.changed"
    THEMES_CHANGED = "strategy.themes_changed"
    DATE_ADDED = "calendar.date_added"
    DATE_CHANGED = "calendar.date_changed"
    DATE_REMOVED = "calendar.date_removed"
    KEY_DATE_CHOSEN = "calendar.key_date_chosen"
    FEED_MADE = "calendar.feed_made"
    FEED_ENDED = "calendar.feed_ended"
    # system
    HISTORY_EXPORTED = "history.exported"
    RECORDS_EXPORTED = "records.exported"
    # figures of channels
    FIGURES_TYPED = "figures.typed"
    FIGURES_NOTED = "figures.noted"
    FIGURES_LEFT_TO_NETWORK = "figures.left_to_network"
    FIGURES_READ_IN = "figures.file_read"
    FIGURES_IMPORTED = "figures.imported"
    FIGURES_TAKEN_BACK = "figures.taken_back"
    FIGURES_DROPPED = "figures.file_dropped"
    FIGURES_EXPORTED = "figures.exported"
    FIGURE_ROWS_EXPORTED = "figures.rows_exported"
    POST_FIGURES_TYPED = "figures.post_typed"
    REMINDER_SENT = "reminder.sent"
    # packs of evidence
    EVIDENCE_ASKED = "evidence.asked"
    EVIDENCE_STOPPED = "evidence.stopped"
    EVIDENCE_MADE = "evidence.made"
    EVIDENCE_FAILED = "evidence.failed"
    EVIDENCE_DOWNLOADED = "evidence.downloaded"
    EVIDENCE_GONE = "evidence.gone"
    # reports by e-mail
    REPORT_ORDERED = "report.ordered"
    REPORT_STOPPED = "report.stopped"
    REPORT_MADE = "report.made"


SENTENCES: dict[Kind, str] = {
    Kind.MEMBER_INVITED: "{actor} invited {name} as {roles}",
    Kind.INVITATION_WITHDRAWN: "{actor} withdrew the invitation of {name}",
    Kind.MEMBER_JOINED: "{label} joined as {roles}",
    Kind.MEMBER_PHONE: "{actor} changed {name}’s telephone number",
    Kind.ROLES_CHANGED: "{actor} changed {name}’s roles from {before} to {after}: {reason}",
    Kind.ACCESS_ENDED: "{actor} took away {name}’s access: {reason}",
    Kind.ACCESS_RESTORED: "{actor} gave {name} access again: {reason}",
    Kind.DEPUTY_NAMED: "{actor} named {deputy} as deputy {role} for {name}, {starts_on} to {ends_on}",
    Kind.DEPUTY_ENDED: "{actor} ended {deputy}’s time as deputy {role}",
    Kind.SERVICE_CREATED: "{label} was set up",
    Kind.SERVICE_CHANGED: "{actor} changed the service’s {fields}",
    Kind.SENDING_PAUSED: "{actor} paused all sending: {reason}",
    Kind.SENDING_RESUMED: "{actor} resumed sending",
    Kind.CHANNEL_ADDED: "{actor} added the channel {label}",
    Kind.CHANNEL_CHANGED: "{actor} changed {label}: {fields}",
    Kind.CHANNEL_MOVED: "{actor} moved {label} from {before} to {after}",
    Kind.CHANNEL_SUSPENDED: "{actor} suspended {label}: {reason}",
    Kind.CHANNEL_CONNECTED: "{actor} connected {label} with the account {account}",
    Kind.CHANNEL_DISCONNECTED: "{actor} disconnected {label}; it is served by hand",
    Kind.CHANNEL_SIGNED_OUT: "{label} was signed out: {reason}",
    Kind.CHANNEL_WORKS_AGAIN: "{label} is signed in again",
    Kind.PROFILE_AGREED: "{actor} wrote down the agreed profile of {label}: {fields}",
    Kind.PROFILE_CHECKED: "The profile of {label} was looked at by {actor}: {found}",
    Kind.RISKS_WRITTEN: "{actor} wrote down the risks of {label}, to review on {review_on}",
    Kind.RISKS_AGREED: "{actor} agreed the risk assessment of {label} that {maker} made, to review on {review_on}",
    Kind.AFFILIATED_GIVEN: "{actor} let {name} speak for the service with {label}",
    Kind.AFFILIATED_CHECKED: "{actor} checked {label} of {name}: {found}",
    Kind.AFFILIATED_TRAINING: "{actor} offered {name} training for {label} on {offered_on}",
    Kind.AFFILIATED_TAKEN: "{actor} took the access with {label} from {name}: {reason}",
    Kind.FOLLOWING_ADDED: "{actor} put {label} on the list of whom to follow",
    Kind.FOLLOWING_CHANGED: "{actor} changed {label} on the list of whom to follow: {fields}",
    Kind.FOLLOWING_REMOVED: "{actor} took {label} off the list of whom to follow",
    Kind.POLICY_CREATED: "{actor} created {label}",
    Kind.POLICY_HANDED_ON: "{actor} had {after} look after {label} instead of {before}",
    Kind.VERSION_STARTED: "{actor} started version {number}",
    Kind.VERSION_EDITED: "{actor} edited version {number}: {what}",
    Kind.VERSION_SUBMITTED: "{actor} sent version {number} for review",
    Kind.VERSION_RETURNED: "{actor} asked for changes to version {number}: {note}",
    Kind.VERSION_APPROVED: "{actor} approved version {number}",
    Kind.VERSION_SCHEDULED: "{actor} set version {number} to come into force on {effective_from}",
    Kind.VERSION_URGENT: "{actor} put version {number}, approved by {second}, in force at once: {reason}",
    Kind.VERSION_IN_FORCE: "Version {number} came into force",
    Kind.VERSION_SUPERSEDED: "Version {number} was superseded by {by}",
    Kind.VERSION_WITHDRAWN: "{actor} withdrew version {number}",
    Kind.POLICY_EVIDENCE: "{actor} downloaded the evidence of {label}, {from} to {to}",
    Kind.REVIEW_OPENED: "A review is due on {due_on}",
    Kind.REVIEW_DECIDED: "{actor} reviewed the policy: a new version is needed. {reason}",
    Kind.REVIEW_MOVED: "{actor} planned the review of {before} for {due_on}: {reason}",
    Kind.REVIEW_DONE: "{actor} reviewed the policy: {outcome}. {reason}",
    Kind.READING_OPENED: "{people} people were asked to read {title} by {due_on}",
    Kind.READING_ACCEPTED: "{actor} read and accepted version {number}",
    Kind.READING_EXTENDED: "{actor} gave {name} until {due_on} to read {title}: {reason}",
    Kind.READINGS_DOWNLOADED: "{actor} downloaded who has read what: {what}",
    Kind.TRAINING_OPENED: "{actor} put the training “{title}” of {held_on} on record and asked {people} people",
    Kind.TRAINING_CONFIRMED: "{actor} took part in the training “{title}”",
    Kind.TRAINING_RECORDED: "{actor} recorded that {name} took part in the training “{title}”",
    Kind.QUIET_PERIOD_SET: "{actor} set the quiet period {label}, {starts_on} to {ends_on}",
    Kind.QUIET_PERIOD_ENDED: "{actor} removed the quiet period {label}",
    Kind.EXCEPTION_ASKED: "{actor} asked for an exception from {label}, {starts_on} to {ends_on}: {reason}",
    Kind.EXCEPTION_GRANTED: "{actor} granted the exception from {label}, {starts_on} to {ends_on}",
    Kind.EXCEPTION_DECLINED: "{actor} declined the exception from {label}: {note}",
    Kind.EXCEPTION_ENDED: "{actor} ended the exception from {label} early: {reason}",
    Kind.BACKTEST_ASKED: "{actor} ran the rules of version {number} over past posts",
    Kind.BACKTEST_STOPPED: "{actor} stopped the run over past posts",
    Kind.POST_CREATED: "{actor} drafted the post",
    Kind.POST_EDITED: "{actor} saved revision {revision}",
    Kind.POST_SUBMITTED: "{actor} submitted revision {revision}",
    Kind.POST_RETURNED: "{actor} returned it: {note}",
    Kind.POST_APPROVED: "{actor} approved revision {revision} under policy {policy}",
    Kind.APPROVAL_VOIDED: "The approval of revision {revision} no longer holds: {reason}",
    Kind.POST_SCHEDULED: "{actor} scheduled it for {time}",
    Kind.POST_UNSCHEDULED: "{actor} took it off the schedule",
    Kind.POST_MOVED: "{actor} moved it from {before} to {after}",
    Kind.POST_WITHDRAWN: "{actor} withdrew it",
    Kind.POST_PUBLISHING: "Sending began",
    Kind.POST_PUBLISHED: "Published on {channels}",
    Kind.POST_PARTLY_PUBLISHED: "Published on some channels: {channels}",
    Kind.POST_FAILED: "It could not be published: {reason}",
    Kind.POST_EXPIRED: "Not sent: its time was {time}, and the limit is {limit} minutes",
    Kind.POST_HELD: "Held back: {reason}",
    Kind.POST_REMOVED: "{actor} removed it from {channels}: {reason}",
    Kind.POST_CORRECTED: "{actor} approved a correction for {channels}: {reason}",
    Kind.CORRECTION_BEGUN: "{actor} began to correct it: {reason}",
    Kind.POST_REPURPOSED: "{actor} drafted it from “{source}”",
    Kind.POST_RESTORED: "{actor} brought back what revision {restored} said",
    Kind.NOTE_WRITTEN: "{actor} wrote a note on {about}",
    Kind.NOTE_ANSWERED: "{actor} answered a note on {about}",
    Kind.NOTE_SETTLED: "{actor} settled the note on {about}",
    Kind.NOTE_REOPENED: "{actor} opened the note on {about} again",
    Kind.TEMPLATE_SAVED: "{actor} saved the post template {label}",
    Kind.TEMPLATE_ARCHIVED: "{actor} put the post template {label} away",
    Kind.TEMPLATE_RESTORED: "{actor} took the post template {label} back into use",
    Kind.SHORT_LINK_MADE: "{actor} made the short link {code} to {url}",
    Kind.SHORT_LINK_STOPPED: "{actor} stopped the short link {code}",
    Kind.SHORT_LINK_RESTORED: "{actor} let the short link {code} lead on again",
    Kind.MEDIA_ADDED: "{actor} added the {kind}",
    Kind.MEDIA_CHANGED: "{actor} changed {what}",
    Kind.MEDIA_PEOPLE_SAID: "{actor} said who is shown: people {people}, of them children {children}",
    Kind.MEDIA_ARCHIVED: "{actor} put it away; it is no longer offered for posts",
    Kind.MEDIA_RESTORED: "{actor} brought it back",
    Kind.CONSENT_RECORDED: "{actor} recorded the consent, {until}",
    Kind.CONSENT_CHANGED: "{actor} changed the consent; it holds {until}",
    Kind.CONSENT_WITHDRAWN: "Withdrawn, recorded by {actor}: {reason}",
    Kind.FINDING_MARKED: "{actor} says that what {rule} found is wrong",
    Kind.FINDING_MARK_TAKEN_BACK: "{actor} no longer says that what {rule} found is wrong",
    Kind.DELIVERY_STARTED: "Sending to {channel} began",
    Kind.DELIVERY_SENT: "{channel} has it",
    Kind.DELIVERY_FAILED: "{channel} refused it: {reason}",
    Kind.DELIVERY_UNKNOWN: "{channel} did not answer clearly: {reason}",
    Kind.DELIVERY_LOOKED_UP: "Looked for it on {channel}: {answer}",
    Kind.DELIVERY_ANSWERED: "{actor} looked on {channel}: {answer}",
    Kind.DELIVERY_BY_HAND: "{channel} waits for somebody to put it out by hand",
    Kind.DELIVERY_PUT_OUT: "{actor} put it out on {channel} by hand",
    Kind.DELIVERY_ADDRESS_GIVEN: "{actor} gave the address on {channel}: {url}",
    Kind.DELIVERY_GIVEN_UP: "{actor} did not put it out on {channel}: {reason}",
    Kind.DELIVERY_TRIED_AGAIN: "{actor} sent it to {channel} once more",
    Kind.TAKEN_OFF: "{channel} no longer has it",
    Kind.TAKEN_OFF_BY_HAND: "{actor} took it off {channel} by hand",
    Kind.CORRECTED: "{channel} shows the corrected text",
    Kind.CORRECTED_BY_HAND: "{actor} corrected it on {channel} by hand",
    Kind.CHANGE_BY_HAND: "{channel} waits for somebody: it has to be {what} by hand",
    Kind.CAMPAIGN_CREATED: "{actor} planned the campaign {label}",
    Kind.CAMPAIGN_EDITED: "{actor} changed the campaign {label}: {fields}",
    Kind.CAMPAIGN_SUBMITTED: "{actor} asked for leave for the campaign {label}",
    Kind.CAMPAIGN_RETURNED: "{actor} returned the campaign {label}: {note}",
    Kind.CAMPAIGN_APPROVED: "{actor} gave leave for the campaign {label}",
    Kind.CAMPAIGN_VOIDED: "The leave for the campaign {label} no longer holds: {reason}",
    Kind.CAMPAIGN_WITHDRAWN: "{actor} withdrew the campaign {label}",
    Kind.CAMPAIGN_ENDED: "{actor} ended the campaign {label}",
    Kind.SERIES_STARTED: "{actor} started the series {label}: {rule}",
    Kind.SERIES_CHANGED: "{actor} changed the series {label}: {fields}",
    Kind.SERIES_SKIPPED: "{actor} left out {day} of the series {label}",
    Kind.SERIES_NOT_SKIPPED: "{actor} took {day} into the series {label} again",
    Kind.SERIES_STOPPED: "{actor} stopped the series {label}",
    Kind.SERIES_RESUMED: "{actor} started the series {label} again",
    Kind.SERIES_DRAFTED: "Drafts of the series {label} were made for {days}",
    Kind.SERIES_WAITS: "No drafts of the series {label} could be made: {reason}",
    Kind.PLAN_READ: "{actor} had the plan {label} read, {lines} lines",
    Kind.PLAN_DONE: "{actor} made {made} drafts of the plan {label}",
    Kind.PLAN_TAKEN_BACK: "{actor} took back {taken} drafts of the plan {label}; {kept} stay",
    Kind.PLAN_DROPPED: "{actor} dropped the plan {label} without making drafts",
    Kind.PLAN_EXPORTED: "{actor} downloaded the plan as {kind}, {lines} posts",
    Kind.READING_STOPPED: "{label} has not been read since {since}: {reason}",
    Kind.READING_BACK: "{label} is read again; of what was written since {since}, {what}",
    Kind.READING_LOOKED: "{actor} looked on {label} for what was written since {since}",
    Kind.WATCH_ADDED: "{actor} watches for “{term}” on {label}",
    Kind.WATCH_PAUSED: "{actor} paused the watch for “{term}” on {label}",
    Kind.WATCH_RESUMED: "{actor} took up the watch for “{term}” on {label} again",
    Kind.WATCH_DROPPED: "{actor} ended the watch for “{term}” on {label}",
    Kind.COMMENT_RECEIVED: "Comment received from {channel}",
    Kind.COMMENT_CAPTURED: "Captured, SHA-256 {sha256}",
    Kind.COMMENT_SORTED: "Suggested {category}, {confidence} in 100 sure (model {model})",
    Kind.COMMENT_CLAIMED: "{actor} opened it",
    Kind.COMMENT_RELEASED: "{actor} let go of it",
    Kind.COMMENT_TAKEN_OVER: "{actor} took it over from {person}: {note}",
    Kind.COMMENT_HANDED_OVER: "{actor} handed it over to {person}",
    Kind.COMMENT_HANDED_BACK: "{actor} handed it back into the queue",
    Kind.COMMENT_ABUSE_REPORTED: "{actor} reported it as abuse against staff",
    Kind.COMMENT_ABUSE_ANSWERED: "{actor} answered the report of abuse",
    Kind.COMMENT_CLASSED: "{actor} said {category}, suggested was {suggested}",
    Kind.COMMENT_CLASS_TAKEN_BACK: "{actor} took back what was said of its class",
    Kind.COMMENT_FLAGGED: "{actor} raised the flag {flag}",
    Kind.COMMENT_FLAG_LOWERED: "{actor} lowered the flag {flag}: {reason}",
    Kind.COMMENT_STEP_DONE: "{actor}: {step}",
    Kind.COMMENT_STEP_NOT_POSSIBLE: "{actor}: {step} was not possible here: {reason}",
    Kind.COMMENT_STEP_FAILED: "{step} failed: {reason}",
    Kind.COMMENT_STEP_TAKEN_BACK: "{actor} took back “{step}”: {reason}",
    Kind.COMMENT_SHOWN_AGAIN: "{actor} showed it again: {reason}",
    Kind.COMMENT_CHASED: "Not seen after {minutes} minutes: {people} told",
    Kind.COMMENT_ESCALATED: "{actor} escalated it to {lead}",
    Kind.COMMENT_ESCALATION_SEEN: "{actor} has seen the escalation",
    Kind.COMMENT_ESCALATION_CLOSED: "{actor} decided about the escalation and closed it",
    Kind.COMMENT_CLOSED: "{actor} closed it: {outcome}",
    Kind.COMMENT_REOPENED: "{actor} reopened it: {reason}",
    Kind.COMMENT_WITHDRAWN: "The writer took the comment away",
    Kind.COMMENT_SAID_GONE: "{actor} said that it is gone there: {reason}",
    Kind.COMMENT_SAID_THERE: "{actor} said that it is there after all: {reason}",
    Kind.COMMENT_NOT_SHOWN: "{network} shows it to us no longer; it may be gone or only out of our sight",
    Kind.COMMENT_SEEN_AGAIN: "{network} shows it to us again",
    Kind.COMMENT_CLASS_IN_DOUBT: "The writer’s change may be no {category} any more: a person says anew what it is",
    Kind.COMMENT_LOGGED: "{actor} logged it, as seen on {channel}",
    Kind.COMMENT_SCREENSHOT: "{actor} added a picture of its words, SHA-256 {sha256}",
    Kind.BULK_BEGUN: "{actor} chose {comments} comments to hide and close for “{house_rule}”; {left_out} were left out",
    Kind.BULK_DONE: "{done} comments were hidden and closed together, {failed} were not",
    Kind.BULK_UNDO_BEGUN: "{actor} undid what was hidden and closed together",
    Kind.BULK_UNDONE: "{undone} comments are shown and open again, {stay} stay as they are",
    Kind.IMPORT_BEGUN: "{actor} began to import {lines} lines into {channel}",
    Kind.IMPORT_STOPPED: "{actor} stopped the import after {position} of {lines} lines",
    Kind.IMPORT_WENT_ON: "{actor} went on with the import from line {position}",
    Kind.IMPORT_DONE: "The import is done: {made} comments new, {known} here already, {wrong} lines wrong",
    Kind.IMPORT_FAILED: "The import broke off: its file cannot be read",
    Kind.IMPORT_TAKEN_BACK: "{actor} took the import back, {comments} comments",
    Kind.IMPORT_UNDONE: "The import’s comments are taken away; {stays} stay",
    Kind.COMMENT_EDITED: "The writer changed the text, SHA-256 now {sha256}",
    Kind.COMMENT_NOT_SORTED: "It could not be sorted: {reason}",
    Kind.COMMENT_STEP_UNCLEAR: "{step}: no clear answer. {reason}",
    Kind.COMMENT_KEPT_FROM: "{actor} kept it from a person that it names",
    Kind.COMMENT_KEPT_NO_MORE: "{actor} ended keeping it from a person: {reason}",
    Kind.COMMENT_MESSAGE_ALLOWED: "{actor} allowed a message to a writer under 13: {reason}",
    Kind.COMMENT_PURGED: "Its words are no longer kept: {why}",
    Kind.HOLD_PLACED: "{actor} placed a legal hold on {what}",
    Kind.HOLD_MOVED: "{actor} said that the legal hold on {what} is still needed, to be looked at again on {day}",
    Kind.HOLD_ENDED: "{actor} ended the legal hold on {what}",
    Kind.PURGE_TRIED: "Counted what would no longer be kept: {number}. A service manager is asked",
    Kind.PURGE_CONFIRMED: "{actor} confirmed what is no longer kept: {number}",
    Kind.PURGE_DONE: "No longer kept: {number}. Held back: {held}",
    Kind.DATA_REQUEST_OPENED: "{actor} opened a request of a person ({kind}), due on {due}",
    Kind.DATA_REQUEST_WIDENED: "{actor} added an account to the request",
    Kind.DATA_REQUEST_CHECKED: "{actor} confirmed what the request leads to: {number}",
    Kind.DATA_REQUEST_MADE: "The person’s data was put together, SHA-256 {sha256}",
    Kind.DATA_REQUEST_DOWNLOADED: "{actor} downloaded the person’s data, SHA-256 {sha256}",
    Kind.DATA_REQUEST_ERASED: "Erased on request: {number}. Kept: {held}",
    Kind.DATA_REQUEST_FINISHED: "{actor} finished the request: {state}",
    Kind.INCIDENT_OPENED: "{actor} opened the incident",
    Kind.INCIDENT_JOINED: "A further comment joined the incident",
    Kind.INCIDENT_ANSWERED: "{actor} drafted the one public post",
    Kind.INCIDENT_POST_WITHDRAWN: "Its one public post was withdrawn before it went out; another can be drafted",
    Kind.INCIDENT_CLOSED: "{actor} closed the incident: {outcome}",
    Kind.INCIDENT_RENAMED: "{actor} gave the incident another title",
    Kind.INCIDENT_LEFT: "{actor} moved a comment to another incident: {reason}",
    Kind.INCIDENT_SPLIT: "{actor} made an incident of its own of a comment: {reason}",
    Kind.INCIDENT_REOPENED: "{actor} opened the incident again",
    Kind.INCIDENT_ANSWERED_AGAIN: "{actor} said why its writer is answered again: {reason}",
    Kind.COMPLAINT_OPENED: "{actor} recorded complaint {number}, to be handled by {handler}",
    Kind.COMPLAINT_ACKNOWLEDGED: "{actor}: complaint {number} was acknowledged on {on}",
    Kind.COMPLAINT_ANSWERED: "{actor}: complaint {number} was answered on {on}: {outcome}",
    Kind.COMPLAINT_HANDED_ON: "{actor} gave complaint {number} to {handler}",
    Kind.COMPLAINT_SECOND_STAGE: "{actor} opened the second stage of complaint {number}, handled by {handler}",
    Kind.HOUSE_RULE_ADDED: "{actor} added the house rule “{label}”",
    Kind.HOUSE_RULE_CHANGED: "{actor} changed the house rule “{was}”, now “{label}”",
    Kind.HOUSE_RULE_RETIRED: "{actor} retired the house rule “{label}”",
    Kind.HOUSE_RULE_RESTORED: "{actor} put the house rule “{label}” back",
    Kind.HOUSE_RULES_ORDERED: "{actor} put the house rules into another order",
    Kind.BLOCK_PROPOSED: "{actor} proposed to block a writer on {channel} after {breaches} breaches of house rules",
    Kind.BLOCK_DECIDED: "{actor} decided to block a writer on {channel} until {until}: {reason}",
    Kind.BLOCK_DECLINED: "{actor} decided not to block the writer: {reason}",
    Kind.BLOCK_DONE: "The network says that the writer is blocked",
    Kind.BLOCK_DONE_BY_HAND: "{actor} blocked the writer by hand",
    Kind.BLOCK_FAILED: "The writer could not be blocked: {reason}",
    Kind.BLOCK_LIFTED: "{actor} lifted the block: {reason}",
    Kind.BLOCK_ENDED: "The block ended on its date",
    Kind.BLOCK_STILL_THERE: "The block could not be ended on the network: {reason}",
    Kind.APPEAL_LOGGED: "{actor} logged that the writer asks us to look again; it came {came_by}",
    Kind.APPEAL_ARRIVED: "Somebody asked us by the public form to look again",
    Kind.APPEAL_MATCHED: "{actor} found what the person asks us to look at again",
    Kind.APPEAL_UPHELD: "{actor} looked again: the writer is right. {reason}",
    Kind.APPEAL_DISMISSED: "{actor} looked again: it stays as it is. {reason}",
    Kind.SORTING_LIVE: "Version {version} sorts comments from now on, learnt from {examples} confirmed ones",
    Kind.SORTING_REFUSED: "Version {version} for sorting comments was put aside: {reason}",
    Kind.SORTING_DAMAGED: "Version {version} for sorting comments is damaged and was put aside",
    Kind.SORTING_CHOSEN: "{actor} chose version {version} for sorting comments: {reason}",
    Kind.STRATEGY_CHANGED: "{actor} changed the strategy for {label}: {what}",
    Kind.THEMES_CHANGED: "{actor} changed the themes of the week: {what}",
    Kind.DATE_ADDED: "{actor} added “{label}” to the calendar, {when}",
    Kind.DATE_CHANGED: "{actor} changed “{label}” in the calendar, {when}",
    Kind.DATE_REMOVED: "{actor} took “{label}” out of the calendar",
    Kind.KEY_DATE_CHOSEN: "{actor} set {name}: {what}",
    Kind.FEED_MADE: "{actor} made an address for the calendar, and an older one of theirs ended",
    Kind.FEED_ENDED: "{actor} ended their address for the calendar",
    Kind.FIGURES_TYPED: "{actor} typed figures of {channel}, {month}: {what}",
    Kind.FIGURES_NOTED: "{actor} noted on {channel}, {month}: {note}",
    Kind.FIGURES_LEFT_TO_NETWORK: "{actor} went back to what the network says of {channel}, {month}: {what}",
    Kind.FIGURES_READ_IN: "{actor} had the figures {label} read, {lines} lines",
    Kind.FIGURES_IMPORTED: "{actor} took in {lines} lines of the figures {label}; {left_out} wrong ones were left out",
    Kind.FIGURES_TAKEN_BACK: "{actor} took back the {lines} lines of the figures {label}",
    Kind.FIGURES_DROPPED: "{actor} dropped the figures {label} without taking them in",
    Kind.FIGURES_EXPORTED: "{actor} downloaded the figures as {kind}, {lines} lines",
    Kind.FIGURE_ROWS_EXPORTED: "{actor} downloaded the rows behind “{figure}” as CSV, {what}; {rows} in all",
    Kind.POST_FIGURES_TYPED: "{actor} typed the figures of {label} on {channel}: {what}",
    Kind.HISTORY_EXPORTED: "{actor} downloaded {events} events of the record as {form}: {what}",
    Kind.RECORDS_EXPORTED: "{actor} took {posts} posts out of the public record as {form}: {what}",
    Kind.REMINDER_SENT: "A reminder went to {name}: {about}",
    Kind.EVIDENCE_ASKED: "{actor} asked for a pack of evidence: {label}",
    Kind.EVIDENCE_STOPPED: "{actor} stopped the pack of evidence: {label}",
    Kind.EVIDENCE_MADE: "The pack of evidence was made: {label}, SHA-256 {sha256}",
    Kind.EVIDENCE_FAILED: "The pack of evidence could not be made: {label}. {reason}",
    Kind.EVIDENCE_DOWNLOADED: "{actor} downloaded the pack of evidence: {label}, SHA-256 {sha256}",
    Kind.EVIDENCE_GONE: "The pack of evidence is no longer kept: {label}, because {why}",
    Kind.REPORT_ORDERED: "{actor} ordered the compliance report by e-mail: {every}",
    Kind.REPORT_STOPPED: "{actor} stopped their compliance report by e-mail: {every}",
    Kind.REPORT_MADE: "The compliance report of {period} was made and went to {people} people",
}


@cache
def required_keys(kind: Kind) -> frozenset[str]:
    """The data keys that the kind's sentence needs."""
    names = {name for _, name, _, _ in string.Formatter().parse(SENTENCES[kind]) if name}
    return frozenset(names - {"actor", "label"})


def sentence(event: Event) -> str:
    """The event in plain words; a kind that is no longer known, or whose data was tampered with, is its identifier."""
    try:
        template = SENTENCES[Kind(event.kind)]
        return template.format(**{**event.data, "actor": event.actor_label, "label": event.label})
    except (ValueError, KeyError, TypeError):
        return event.kind

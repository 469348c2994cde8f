"""What kinds of thing a role may do. Which rows is the database's question, not this one's."""

import enum


class Permission(enum.StrEnum):
    """One kind of thing somebody may do."""

    SEE_WOMEN = "see the women she has passes to"
    WRITE_CONTACT = "write down contacts"
    WRITE_GOALS = "write goals and check-ins"
    LOOK_UP_ADDRESS = "look up where a woman is"
    TAKE_REFERRALS = "see and answer new referrals"
    REFER = "send a referral"
    MAKE_LINKS = "make links by which partners send referrals"
    CHOOSE_LEAD = "choose who is alongside a woman"
    REVIEW_ACCESS = "see who holds passes to whom, and end them"
    ALLOW_OVER_GAUGE = "agree to more women than the gauge"
    SEE_SERVICE = "see how a service is doing"
    HAND_ON_COPIES = "make a copy to hand on"
    READ_COPIES = "read the copies handed on"
    CARE = "look after oneself and colleagues: supervision, debriefs, leave"
    SEE_COLLEAGUES = "see who works here, what they know and which languages they speak"
    CONSULT = "ask a specialist without naming a woman, and answer"
    LOG_CHANGES = "write down what other services were taught"
    BREAK_GLASS = "open one record in an emergency"
    KEEP_SEALED = "keep the records that are sealed"
    KEEP_DECOYS = "keep made-up records that nobody works with"
    MANAGE_WORKERS = "manage workers, roles and links"
    KEEP_SKILLS = "write down what workers know and which languages they speak"
    MANAGE_DIRECTORY = "manage agencies and services"
    READ_SEAL = "see that the log is sealed, and print the seal"
    EDIT_TOPICS = "choose what can be talked about"
    ANSWER_ALARMS = "look into alarms about opening many records"

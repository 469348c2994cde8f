"""Which help Harbour & Hearth has and how close it is, and who sits where; what is left out is lacking."""

from datetime import time

from alongside.foundation.directory.models import Help, Seat

K, H = Help.Kind, Help.How

# The kind of help, its agency, one of its services where it is that one, and how close it is.
HELP: tuple[tuple[Help.Kind, str, str, Help.How], ...] = (
    (K.LASTING, "harbour", "navigators", H.TEAM),
    (K.VAWG, "harbour", "navigators", H.TEAM),
    (K.VAWG, "hearth", "hearth_advocates", H.TEAM),
    (K.HOMELESSNESS, "keelson", "keelson_outreach", H.TEAM),
    (K.HOMELESSNESS, "keelson", "womens_house", H.REFERRAL),
    (K.HOUSING, "housing", "housing_options", H.REFERRAL),
    (K.TALKING, "harbour", "talking_room", H.REFERRAL),
    (K.TALKING, "hearth", "talking_circle", H.REFERRAL),
    (K.MENTAL_HEALTH, "outreach_mind", "doorstep", H.TEAM),
    (K.BY_AND_FOR, "hearth", "hearth_advocates", H.TEAM),
    (K.OUTREACH, "keelson", "keelson_outreach", H.TEAM),
    (K.LANGUAGE, "hearth", "hearth_advocates", H.REFERRAL),
    (K.PEERS, "harbour", "navigators", H.TEAM),
    (K.PEERS, "keelson", "womens_house", H.DROP_IN),
    (K.JUSTICE, "probation", "", H.NUMBER),
    (K.CHILDREN, "harbour", "family", H.REFERRAL),
    (K.DOCTORS, "practice", "", H.REFERRAL),
    (K.DOCTORS, "outreach_mind", "doorstep", H.DROP_IN),
    (K.BENEFITS, "hub", "", H.NUMBER),
)

F = Seat.ForWhom
# Whose agency and which of its services, who it is, where, the day of the week, from and until, for whom.
SEATS: tuple[tuple[str, str, str, str, int, time, time, Seat.ForWhom], ...] = (
    ("harbour", "navigators", "Ines, domestic abuse advocate", "Hearth, the back room", 1, time(10), time(16), F.APPOINTMENT),
    ("outreach_mind", "doorstep", "Dr Obi", "Keelson, the day room", 2, time(9, 30), time(12), F.DROP_IN),
    ("hearth", "hearth_advocates", "Shabnam, advocate", "Housing Options, desk 4", 3, time(13), time(16, 30), F.DROP_IN),
    ("housing", "housing_options", "", "Harbour, by the kitchen", 4, time(10), time(12), F.APPOINTMENT),
)  # fmt: skip

"""Words about referrals that stand on no woman's page."""

# Who answers what can't wait, by service, as its page says before anybody sends.
URGENT_WORDS = {
    "navigators": "The duty navigator, day and night. By phone within the hour, in person the same evening.",
    "hearth_advocates": "Leyla or Zainab, until ten at night. After ten, the helpline on our card.",
    "womens_house": "Whoever is on the door of the House, day and night.",
}
# What kind of agency wrote for the women who are with us, by the source of their lives.
KIND_OF = {
    "outreach": "outreach", "council": "council", "gp": "gp", "probation": "probation", "vawg": "vawg",
    "police": "police", "hospital": "hospital", "children": "social_care", "charity": "other",
}  # fmt: skip

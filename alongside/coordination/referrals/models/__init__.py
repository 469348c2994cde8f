"""A referral from when it is written to what came of it, in and out."""

from alongside.coordination.referrals.models.asked import (
    Referral,
    ReferralDraft,
    ReferralLink,
    ReferralOutcome,
)
from alongside.coordination.referrals.models.extras import Carried, ReferralExtra
from alongside.coordination.referrals.models.out import OutStep, ReferralOut
from alongside.coordination.referrals.models.states import Need, ReferralMove, UnmetNeed, Waiting

__all__ = [
    "Carried", "Need", "OutStep", "Referral", "ReferralDraft", "ReferralExtra", "ReferralLink",
    "ReferralMove", "ReferralOut", "ReferralOutcome", "UnmetNeed", "Waiting",
]  # fmt: skip

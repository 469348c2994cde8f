"""Table of contents."""

from django.urls import include, path

from alongside.foundation.common import views as common

handler400 = "alongside.foundation.common.views.bad_request"
handler403 = "alongside.foundation.common.views.forbidden"
handler404 = "alongside.foundation.common.views.not_found"
handler500 = "alongside.foundation.common.views.broken"

urlpatterns = [
    path("health/", common.health, name="health"),
    path("", include("alongside.overview.home.urls")),
    path("", include("alongside.core.sharing.urls.access")),
    path("", include("alongside.core.team.urls")),
    path("women/<uuid:client_id>/contact/", include("alongside.core.people.urls")),
    path("", include("alongside.core.sharing.urls.away")),
    path("women/<uuid:client_id>/story/", include("alongside.core.story.urls.her")),
    path("topics/", include("alongside.core.story.urls.topics")),
    path("women/<uuid:client_id>/gathering/", include("alongside.overview.gathering.urls")),
    path("women/<uuid:client_id>/nights/", include("alongside.support.accommodation.urls")),
    path("women/<uuid:client_id>/plan/", include("alongside.support.safety.urls")),
    path("women/<uuid:client_id>/around/", include("alongside.core.around.urls")),
    path("women/<uuid:client_id>/files/", include("alongside.core.papers.urls")),
    path("women/<uuid:client_id>/sharing/", include("alongside.core.sharing.urls.her")),
    path("", include("alongside.core.sharing.urls.emergency")),
    path("women/<uuid:client_id>/goals/", include("alongside.support.outcomes.urls")),
    path("", include("alongside.support.engagement.urls")),
    path("groups/", include("alongside.support.activities.urls")),
    path("learning/", include("alongside.support.learning.urls")),
    path("", include("alongside.support.workforce.urls")),
    path("p/<uuid:client_id>/", include("alongside.overview.herspace.urls")),
    path("", include("alongside.overview.feeds.urls")),
    path("counts/", include("alongside.overview.insight.urls")),
    path("", include("alongside.coordination.duty.urls")),
    path("", include("alongside.coordination.peers.urls")),
    path("women/<uuid:client_id>/meetings/", include("alongside.coordination.meetings.urls")),
    path("women/<uuid:client_id>/", include("alongside.coordination.endings.urls.her")),
    path("money/", include("alongside.coordination.endings.urls.ours")),
    path("", include("alongside.coordination.referrals.urls")),
    path("women/<uuid:client_id>/referred/", include("alongside.coordination.referrals.urls.her")),
    path("", include("alongside.foundation.accounts.urls")),
]

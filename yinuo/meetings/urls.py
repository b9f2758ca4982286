"""Addresses of meetings and memos at the desk."""

from django.urls import path

from yinuo.meetings import pages

MEETINGS = "projects/<slug:code>/meetings/"
MEETING = f"{MEETINGS}<slug:meeting_code>/"
MEMO = "projects/<slug:code>/memos/<slug:memo_code>/"

urlpatterns = [
    path(MEETINGS, pages.meetings_page, name="meetings"),
    path(f"{MEETINGS}new/", pages.new_meeting, name="meeting-new"),
    path(MEETING, pages.meeting, name="meeting"),
    path(f"{MEETING}edit/", pages.edit_meeting, name="meeting-edit"),
    path(f"{MEETING}cancellation/", pages.cancel_meeting, name="meeting-cancel"),
    path(f"{MEETING}people/", pages.meeting_people, name="meeting-people"),
    path(f"{MEETING}invitations/", pages.send_invitations, name="meeting-invitations"),
    path(f"{MEETING}topics/<str:topic>/", pages.settle_topic, name="topic-settle"),
    path(f"{MEETING}minutes/", pages.note_minute, name="minute-new"),
    path(f"{MEETING}no-memo/", pages.no_memo, name="memo-waive"),
    path(f"{MEETING}memo/", pages.write_memo, name="memo-new"),
    path(MEMO, pages.memo, name="memo"),
    path(f"{MEMO}edit/", pages.edit_memo, name="memo-edit"),
    path(f"{MEMO}steps/new/", pages.new_step, name="step-new"),
    path(f"{MEMO}steps/<int:number>/edit/", pages.edit_step, name="step-edit"),
    path(f"{MEMO}steps/<int:number>/end/", pages.remove_step, name="step-remove"),
    path(f"{MEMO}steps/<int:number>/outcome/", pages.settle_step, name="step-settle"),
    path(f"{MEMO}steps/<int:number>/plan/", pages.plan_step, name="step-plan"),
    path(f"{MEMO}closing/", pages.close_memo, name="memo-close"),
    path(f"{MEMO}causes/new/", pages.new_cause, name="cause-new"),
    path(f"{MEMO}causes/<int:pk>/end/", pages.remove_cause, name="cause-remove"),
    path(f"{MEMO}sending/", pages.send_memo, name="memo-send"),
]

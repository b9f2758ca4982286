"""Addresses of projects: the list, the first start, people, contract, files."""

from django.urls import path

from yinuo.projects.pages import calendars, paste, people, project, start

urlpatterns = [
    path("start/project/", start.project, name="start-project"),
    path("start/people/<slug:code>/", start.client_people, name="start-people"),
    path("calendars/", calendars.calendars, name="calendars"),
    path("calendars/new/", calendars.new_days, name="days-new"),
    path("calendars/<int:pk>/", calendars.day_list, name="day-list"),
    path("calendars/<int:pk>/undo/", calendars.undo_days, name="days-undo"),
    path("projects/", project.projects, name="projects"),
    path("projects/new/", project.new_project, name="project-new"),
    path("projects/<slug:code>/people/", people.project_people, name="project-people"),
    path("projects/<slug:code>/people/new/", people.new_contact, name="project-contact-new"),
    path("projects/<slug:code>/people/seat/", people.new_seat, name="seat-new"),
    path("projects/<slug:code>/people/paste/", paste.people_pasted, name="people-paste"),
    path("projects/<slug:code>/people/<int:seat>/end/", people.end_seat, name="seat-end"),
    path("projects/<slug:code>/people/<int:seat>/signing/", people.signing, name="seat-signing"),
    path("projects/<slug:code>/people/<int:seat>/invitation/", people.invitation, name="seat-invitation"),
    path("projects/<slug:code>/calendar/", calendars.project_calendar, name="project-calendar"),
    path("projects/<slug:code>/contract/", project.contract, name="contract"),
    path("projects/<slug:code>/contract/new/", project.new_contract, name="contract-new"),
    path("projects/<slug:code>/files/<str:token>/", project.file, name="file"),
]

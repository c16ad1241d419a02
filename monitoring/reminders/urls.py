"""The address of the reminders."""

from django.urls import path

from .views import reminder_list

urlpatterns = [path("przypomnienia/", reminder_list, name="reminder_list")]

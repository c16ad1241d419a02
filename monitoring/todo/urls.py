"""The address of the task list."""

from django.urls import path

from .views import tasks

urlpatterns = [path("moje-zadania/", tasks, name="tasks")]

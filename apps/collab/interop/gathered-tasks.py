"""What python3-caldav does with the tasks of minutes that a list shows: python3 gathered-tasks.py URL USER PASSWORD, one JSON object to the output."""
import json
import sys

import caldav
from caldav.lib import error

url, username, password = sys.argv[1:4]
client = caldav.DAVClient(url=url, username=username, password=password)
calendar = client.principal().calendars()[0]


def titles(include_completed=False):
    todos = calendar.todos(include_completed=include_completed)
    return sorted(str(one.icalendar_component["SUMMARY"]) for one in todos)


def todo(title):
    return next(one for one in calendar.todos() if str(one.icalendar_component["SUMMARY"]) == title)


before = titles()
refused = None
if "Book the hall" in before:
    hall = todo("Book the hall")
    hall.data = hall.data.replace("Book the hall", "Book the cellar")
    try:
        hall.save()
    except error.DAVError as problem:
        refused = type(problem).__name__
if "Buy rice" in before:
    todo("Buy rice").complete()
print(json.dumps({"before": before, "refused": refused, "open": titles(), "all": titles(True)}))

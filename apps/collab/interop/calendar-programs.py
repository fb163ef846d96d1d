"""What python3-caldav does with a list of tasks: python3 calendar-programs.py URL USER PASSWORD, one JSON object to the output."""
import json
import sys

import caldav

url, username, password = sys.argv[1:4]
client = caldav.DAVClient(url=url, username=username, password=password)
calendars = client.principal().calendars()
calendar = calendars[0]
todo = calendar.save_todo("\r\n".join([
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", "BEGIN:VTODO", "UID:from-python",
    "DTSTAMP:20260101T000000Z", "SUMMARY:Brötchen 🥐", "DUE;TZID=Europe/Berlin:20261201T080000",
    "RRULE:FREQ=WEEKLY", "X-KEPT:yes", "END:VTODO", "END:VCALENDAR", ""]))
open_todos = [str(one.icalendar_component["SUMMARY"]) for one in calendar.todos()]
todo.load()
todo.data = todo.data.replace("Brötchen", "Brot")
todo.save()
todo.load()
print(json.dumps({
    "names": [str(one.name) for one in calendars],
    "open": sorted(open_todos),
    "data": todo.data,
}))

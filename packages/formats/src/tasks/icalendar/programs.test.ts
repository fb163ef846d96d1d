import { expect, test } from 'vitest';
import { NOTHING } from '../../testing/todo-kit.ts';
import { taskFromTodo } from './task-from-todo.ts';
import { todoFromTask } from './todo-from-task.ts';

const names = { idOf: (uid: string) => uid, uidOf: (id: string) => id };

const TASKS_ORG = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:+//IDN tasks.org//android-130806//EN
BEGIN:VTODO
DTSTAMP:20260115T091500Z
UID:3838383838383838383
CREATED:20260115T091455Z
LAST-MODIFIED:20260115T091500Z
SUMMARY:Flyer drucken
DESCRIPTION:200 Stück
PRIORITY:1
CATEGORIES:Druck,Öffentlichkeit
DUE;TZID=Europe/Berlin:20260120T180000
RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU
RELATED-TO;RELTYPE=PARENT:4747474747474747474
X-APPLE-SORT-ORDER:639997
STATUS:NEEDS-ACTION
BEGIN:VALARM
TRIGGER;RELATED=END:PT0S
ACTION:DISPLAY
DESCRIPTION:Default Tasks.org description
END:VALARM
END:VTODO
BEGIN:VTIMEZONE
TZID:Europe/Berlin
LAST-MODIFIED:20240422T053450Z
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
END:VCALENDAR
`;

const APPLE = `BEGIN:VCALENDAR
CALSCALE:GREGORIAN
PRODID:-//Apple Inc.//iOS 18.2//EN
VERSION:2.0
BEGIN:VTODO
COMPLETED:20260305T073000Z
CREATED:20260301T100000Z
DTSTAMP:20260305T073001Z
DTSTART;TZID=Europe/Vienna:20260305T090000
DUE;TZID=Europe/Vienna:20260305T090000
LAST-MODIFIED:20260305T073001Z
PERCENT-COMPLETE:100
PRIORITY:9
SEQUENCE:1
STATUS:COMPLETED
SUMMARY:Milch 🥛 & Brot
UID:8E5A2C10-0D7C-4C55-8C5B-6D5D2F0C8D11
X-APPLE-SORT-ORDER:793361234
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Reminder
TRIGGER;VALUE=DATE-TIME:20260305T080000Z
UID:5A1C6A46-1111-4F5C-9C1E-2B5B2B0B1A11
X-WR-ALARMUID:5A1C6A46-1111-4F5C-9C1E-2B5B2B0B1A11
END:VALARM
END:VTODO
END:VCALENDAR
`;

const THUNDERBIRD = `BEGIN:VCALENDAR
PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN
VERSION:2.0
BEGIN:VTODO
CREATED:20260210T120000Z
LAST-MODIFIED:20260211T120000Z
DTSTAMP:20260211T120000Z
UID:0f0c58d0-6a3f-4f7e-93d7-0f4a1e6b2c3d
SUMMARY:Raum für das Plenum buchen
STATUS:IN-PROCESS
PERCENT-COMPLETE:50
PRIORITY:5
ORGANIZER;CN=Ko:mailto:ko@example.org
CATEGORIES:Geschäftlich
DTSTART;VALUE=DATE:20260301
DUE;VALUE=DATE:20260310
LOCATION:Bürgerhaus
DESCRIPTION;ALTREP="data:text/html,%3Cb%3Evorher%3C%2Fb%3E%20anrufen":vorher anru
 fen
X-MOZ-GENERATION:2
X-MOZ-LASTACK:20260211T115000Z
CLASS:PRIVATE
URL:https://example.org/raum
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER;VALUE=DURATION:-P1D
DESCRIPTION:Mozilla Standardbeschreibung
END:VALARM
END:VTODO
END:VCALENDAR
`;

const NEXTCLOUD = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Nextcloud Tasks v0.16.1
BEGIN:VTODO
CREATED:20260401T080000
DTSTAMP:20260401T080500
LAST-MODIFIED:20260401T080500
SUMMARY:قائمة المهام
UID:5f7f2b43-6b2a-4f2a-9a5e-3fd1f2a3b4c5
RELATED-TO:6f7f2b43-6b2a-4f2a-9a5e-3fd1f2a3b4c5
X-OC-HIDESUBTASKS:1
X-PINNED:true
PRIORITY:7
PERCENT-COMPLETE:20
STATUS:IN-PROCESS
DUE:20260405T160000
DESCRIPTION:# Titel\\n\\n* eins\\n* zwei\\; drei
END:VTODO
END:VCALENDAR
`;

const TODOMAN = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:io.barrera.todoman
BEGIN:VTODO
CREATED;VALUE=DATE-TIME:20260501T100000Z
DTSTAMP;VALUE=DATE-TIME:20260501T100000Z
LAST-MODIFIED;VALUE=DATE-TIME:20260501T100000Z
DUE;VALUE=DATE-TIME:20260502T100000Z
PERCENT-COMPLETE:0
PRIORITY:0
SEQUENCE:2
SUMMARY:water the plants
UID:1a2b3c@host
LOCATION:
END:VTODO
END:VCALENDAR
`;

/** Properties that are written anew. */
const ANEW = /^(DTSTAMP|LAST-MODIFIED|CREATED|PRODID|DESCRIPTION|CALSCALE|VERSION)\b/;

function linesOf(text: string): string[] {
  const lines = text.replace(/\r?\n /g, '').split(/\r?\n/);
  return lines.slice(lines.indexOf('BEGIN:VTODO'), lines.indexOf('END:VTODO') + 1);
}

test.each([
  ['Tasks.org', TASKS_ORG, { title: 'Flyer drucken', due: '2026-01-20T18:00[Europe/Berlin]', priority: 1 }],
  ['Apple Reminders', APPLE, { isDone: true, doneAt: '2026-03-05T07:30:00.000Z', priority: 4 }],
  ['Thunderbird', THUNDERBIRD, { start: '2026-03-01', due: '2026-03-10', labels: ['Geschäftlich'] }],
  [
    'Nextcloud Tasks',
    NEXTCLOUD,
    { title: 'قائمة المهام', due: '2026-04-05T16:00[Europe/Berlin]', priority: 4 },
  ],
  ['todoman', TODOMAN, { title: 'water the plants', due: '2026-05-02T12:00[Europe/Berlin]', isDone: false }],
])('TASK-207 what %s writes is read, and comes back with all that it said', (_program, text, fields) => {
  const was = taskFromTodo(text, { zone: 'Europe/Berlin', names });
  expect(was.fields).toMatchObject(fields);
  const task = { ...NOTHING, ...was.fields, uid: was.uid };
  const back = todoFromTask(task, { description: was.description, names });
  const kept = linesOf(text).filter((line) => !ANEW.test(line));
  expect(linesOf(back)).toEqual(expect.arrayContaining(kept));
  // A program that sends back what it got changes nothing.
  const again = taskFromTodo(back, { zone: 'Europe/Berlin', names });
  expect(
    todoFromTask({ ...NOTHING, ...again.fields, uid: again.uid }, { description: again.description, names }),
  ).toBe(back);
  expect(again.description).toBe(was.description);
});

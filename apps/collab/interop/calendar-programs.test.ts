import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { authorize } from '@plenum/database/access/authorize';
import { makeTaskFeed } from '@plenum/database/tasks/feeds';
import type { Member } from '@plenum/domain/access/actor';
import { addTasks, changeTask, removeTasks } from '@plenum/editor/tasks/edit-tasks';
import { beforeEach, expect, test } from 'vitest';
import { appPassword, aTaskList, changeList, tasksOf, todo } from '../src/testing/calendar-program.ts';
import type { RunningCollab } from '../src/testing/running-collab.ts';
import { type Credentials, calendarKit, TASKS_ALONE } from './testing/calendar-kit.ts';

const run = promisify(execFile);
const kit = calendarKit();

let server: RunningCollab;
let actor: Member;
let on: string;
let credentials: Credentials;
let folder: string;

beforeEach(async () => {
  server = kit.server();
  const place = await server.place();
  actor = place.admin;
  on = await aTaskList(server, { actor, workspaceId: place.workspaceId });
  credentials = await appPassword(server, actor);
  folder = mkdtempSync(path.join(os.tmpdir(), 'plenum-caldav-'));
  return () => rmSync(folder, { recursive: true, force: true });
});

const tasks = () => tasksOf(server, { actor, on });

test('TASK-223 tsdav finds the list, and makes, changes, follows and deletes tasks', async () => {
  const client = await kit.tsdav(credentials);
  const [calendar] = await client.fetchCalendars();
  expect(calendar).toMatchObject({ displayName: 'Kitchen', components: ['VTODO'] });
  if (!calendar) return;
  const filename = 'child.ics';
  const child = todo('child', 'SUMMARY:Wash', 'RELATED-TO:parent');
  expect((await client.createCalendarObject({ calendar, filename, iCalString: child })).status).toBe(201);
  expect((await client.createCalendarObject({ calendar, filename, iCalString: child })).status).toBe(412);
  await client.createCalendarObject({
    calendar,
    filename: 'parent.ics',
    iCalString: todo('parent', 'SUMMARY:Cook'),
  });
  const [cook, wash] = (await tasks()).toSorted((a, b) => (a.title < b.title ? -1 : 1));
  expect(wash?.parentId).toBe(cook?.id);
  const objects = await client.fetchCalendarObjects({ calendar, filters: TASKS_ALONE });
  expect(objects.map(({ url }) => path.basename(url)).sort()).toEqual(['child.ics', 'parent.ics']);
  const object = objects.find(({ url }) => url.endsWith(filename));
  if (!object) return;
  await changeList(server, {
    actor,
    on,
    change: (doc) => changeTask(doc, wash?.id ?? '', { title: 'Rinse' }),
  });
  const conflict = await client.updateCalendarObject({ calendarObject: { ...object, data: child } });
  expect(conflict.status).toBe(412);
  const changes = await client.syncCollection({
    url: calendar.url,
    props: { 'd:getetag': {} },
    syncLevel: 1,
    syncToken: String(calendar.syncToken),
  });
  expect(changes.length).toBeGreaterThanOrEqual(2);
  expect((await client.deleteCalendarObject({ calendarObject: { ...object, etag: '' } })).status).toBe(204);
  expect(await tasks()).toMatchObject([{ title: 'Cook' }]);
});

test('TASK-223 vdirsyncer and todoman keep a folder and the list the same', async () => {
  const folder = kit.folder(credentials, on);
  await folder.discover();
  const [id = ''] = await changeList(server, {
    actor,
    on,
    change: (doc) =>
      addTasks(doc, [{ title: 'Öl kaufen', position: 'a0', due: '2026-12-01T18:00[Europe/Berlin]' }]),
  });
  await folder.sync();
  expect(folder.files().size).toBe(1);
  expect(await folder.todoman('list')).toMatch(/2026-12-01.*Öl kaufen/);
  await folder.todoman('new', '--list', on, '--due', '2026-12-24', 'Kerzen');
  await folder.todoman('done', '1');
  await folder.sync();
  const after = await tasks();
  expect(after.map(({ title }) => title).sort()).toEqual(['Kerzen', 'Öl kaufen']);
  expect(after.find((task) => task.id === id)).toMatchObject({
    isDone: true,
    due: '2026-12-01T18:00[Europe/Berlin]',
  });
  await changeList(server, { actor, on, change: (doc) => removeTasks(doc, [id]) });
  await folder.sync();
  const files = [...folder.files().values()];
  expect(files).toEqual([expect.stringContaining('SUMMARY:Kerzen')]);
});

test('TASK-223 python-caldav finds the list, and makes and changes tasks', async () => {
  const said = await kit.python('calendar-programs.py', credentials);
  expect(said).toMatchObject({ names: ['Kitchen'], open: ['Brötchen 🥐'] });
  for (const line of ['SUMMARY:Brot 🥐', 'RRULE:FREQ=WEEKLY', 'X-KEPT:yes', 'BEGIN:VTIMEZONE']) {
    expect(said).toMatchObject({ data: expect.stringContaining(line) });
  }
  expect(await tasks()).toMatchObject([
    { title: 'Brot 🥐', repeat: { rule: 'FREQ=WEEKLY', afterDone: false } },
  ]);
});

test('TASK-508 vdirsyncer subscribes to a list at its secret address, and khal shows what is due as events', async () => {
  await changeList(server, {
    actor,
    on,
    change: (doc) =>
      addTasks(doc, [
        { title: 'Öl kaufen', position: 'a0', due: '2026-12-01T18:00[Europe/Berlin]' },
        { title: 'Kerzen', position: 'a1', due: '2026-12-24' },
        {
          ...{ title: 'Flur putzen', position: 'a2', due: '2026-12-04' },
          repeat: { rule: 'FREQ=WEEKLY', afterDone: false },
        },
        { title: 'Irgendwann', position: 'a3' },
      ]),
  });
  const organise = await authorize(server.db, { actor, action: 'account.organise', on: actor.personId });
  const list = await authorize(server.db, { actor, action: 'document.read', on });
  const { token } = await makeTaskFeed(organise, list);
  const [status, events, settings] = ['status', 'events', 'khal'].map((name) => path.join(folder, name));
  mkdirSync(events ?? '');
  const text = (value: unknown) => JSON.stringify(value);
  writeFileSync(
    path.join(folder, 'config'),
    `[general]
status_path = ${text(status)}
[pair feed]
a = "here"
b = "there"
collections = null
[storage here]
type = "filesystem"
path = ${text(events)}
fileext = ".ics"
[storage there]
type = "http"
url = ${text(`${server.url}/feeds/tasks/${token}.ics?as=events`)}
`,
  );
  writeFileSync(
    settings ?? '',
    `[calendars]
[[tasks]]
path = ${events}
[sqlite]
path = ${path.join(folder, 'khal.db')}
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
`,
  );
  const env = {
    ...process.env,
    HOME: folder,
    VDIRSYNCER_CONFIG: path.join(folder, 'config'),
    TZ: 'Europe/Berlin',
    LC_ALL: 'C.UTF-8',
  };
  await run('sh', ['-c', 'yes | vdirsyncer discover feed'], { env });
  await run('vdirsyncer', ['sync'], { env });
  const format = ['--format', '{start-long} {title}', '--day-format', ''];
  const { stdout } = await run('khal', ['-c', settings ?? '', 'list', ...format, '2026-12-01', '30d'], {
    env,
  });
  const shown = stdout
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  expect(shown).toEqual([
    '2026-12-01 18:00 Öl kaufen',
    '2026-12-04 Flur putzen',
    '2026-12-11 Flur putzen',
    '2026-12-18 Flur putzen',
    '2026-12-24 Kerzen',
    '2026-12-25 Flur putzen',
  ]);
});

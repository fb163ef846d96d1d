import type { Member } from '@plenum/domain/access/actor';
import { beforeEach, expect, test } from 'vitest';
import { appPassword, tasksOf } from '../src/testing/calendar-program.ts';
import { aListShowing, boxesOf, HALL, RICE, someMinutes, tickBox } from '../src/testing/minutes.ts';
import type { RunningCollab } from '../src/testing/running-collab.ts';
import { type Credentials, calendarKit, TASKS_ALONE } from './testing/calendar-kit.ts';

const kit = calendarKit();

let server: RunningCollab;
let actor: Member;
let minutes: string;
let list: string;
let credentials: Credentials;

beforeEach(async () => {
  server = kit.server();
  const place = await server.place();
  actor = place.admin;
  const by = { actor, workspaceId: place.workspaceId };
  minutes = await someMinutes(server, by);
  list = await aListShowing(server, { ...by, shown: minutes });
  credentials = await appPassword(server, actor);
});

const boxes = () => boxesOf(server, { actor, on: minutes });
const tick = (taskId: string, isDone: boolean) => tickBox(server, { actor, on: minutes, taskId, isDone });
const titles = async () => (await tasksOf(server, { actor, on: list })).map(({ title }) => title).sort();

test('TASK-660 vdirsyncer and todoman tick tasks of minutes, and get what is ticked there; a title that they change is refused alone', async () => {
  const folder = kit.folder(credentials, list);
  await folder.discover();
  await folder.sync();
  const [rice, hall] = [RICE, HALL].map((id) => `${id}.${minutes}.ics`);
  const file = (name = '') => folder.files().get(name) ?? '';
  expect(await folder.todoman('list')).toMatch(/Buy rice/);
  const number = /^\D*(\d+)\b.*Buy rice/m.exec(await folder.todoman('list'))?.[1] ?? '';
  await folder.todoman('done', number);
  await folder.sync();
  expect(await boxes()).toEqual([true, false]);
  // Until it has fetched what became of its own change, it takes what was there before that for unchanged.
  await folder.sync();
  await tick(RICE, false);
  await tick(HALL, true);
  await folder.sync();
  expect([file(rice), file(hall)]).toEqual([
    expect.stringContaining('STATUS:NEEDS-ACTION'),
    expect.stringContaining('STATUS:COMPLETED'),
  ]);
  folder.write(rice ?? '', file(rice).replace('Buy rice', 'Buy beans'));
  await folder.todoman('new', '--list', list, 'Sweep');
  await tick(HALL, false);
  await expect(folder.sync()).rejects.toMatchObject({ stderr: expect.stringContaining('403') });
  expect(await titles()).toEqual(['Sweep', 'Wash up']);
  expect(file(hall)).toContain('STATUS:NEEDS-ACTION');
  expect(await boxes()).toEqual([false, false]);
});

test('TASK-660 python-caldav ticks tasks of minutes, and gets what is ticked there; a title that it changes is refused alone', async () => {
  const asks = () => kit.python('gathered-tasks.py', credentials);
  const all = ['Book the hall', 'Buy rice', 'Wash up'];
  expect(await asks()).toEqual({
    ...{ before: all, all, open: ['Book the hall', 'Wash up'] },
    refused: expect.stringMatching(/AuthorizationError|PutError/),
  });
  expect(await boxes()).toEqual([true, false]);
  await tick(HALL, true);
  expect(await asks()).toMatchObject({ before: ['Wash up'], all });
});

test('TASK-660 tsdav ticks tasks of minutes, and begins anew after they are ticked there; a title that it changes is refused alone', async () => {
  const client = await kit.tsdav(credentials);
  const [calendar] = await client.fetchCalendars();
  if (!calendar) throw new Error('There is no list.');
  const objects = () => client.fetchCalendarObjects({ calendar, filters: TASKS_ALONE });
  const rice = (await objects()).find(({ url }) => url.includes(RICE));
  if (!rice) throw new Error('The task is not there.');
  const send = (was: string, now: string) =>
    client.updateCalendarObject({
      calendarObject: { ...rice, data: String(rice.data).replace(was, now) },
    });
  expect((await send('Buy rice', 'Buy beans')).status).toBe(403);
  expect((await send('STATUS:NEEDS-ACTION', 'STATUS:COMPLETED')).status).toBe(204);
  expect(await boxes()).toEqual([true, false]);
  await tick(HALL, true);
  const [answer] = await client.syncCollection({
    ...{ url: calendar.url, props: { 'd:getetag': {} }, syncLevel: 1 },
    syncToken: String(calendar.syncToken),
  });
  expect(answer?.status).toBe(403);
  const done = (await objects()).filter(({ data }) => String(data).includes('STATUS:COMPLETED'));
  expect(done).toHaveLength(2);
});

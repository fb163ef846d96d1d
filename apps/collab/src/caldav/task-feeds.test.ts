import { authorize } from '@plenum/database/access/authorize';
import { restrictDocument } from '@plenum/database/documents/rules';
import { endTaskFeed, makeTaskFeed } from '@plenum/database/tasks/feeds';
import { createTestDatabase, type TestDatabase } from '@plenum/database/testing/test-database';
import type { Member } from '@plenum/domain/access/actor';
import { addTasks } from '@plenum/editor/tasks/edit-tasks';
import { deriveNow } from '@plenum/exchange/testing/derive-now';
import { MOST_FEED_TASKS } from '@plenum/formats/tasks/icalendar/feed';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { aTaskList, changeList } from '../testing/calendar-program.ts';
import { aListShowing, RICE, someMinutes, tickBox } from '../testing/minutes.ts';
import { RunningCollab } from '../testing/running-collab.ts';

let database: TestDatabase;
let server: RunningCollab;
let admin: Member;
let reader: Member;
let on: string;
let workspaceId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await new RunningCollab({ databaseUrl: database.url }).start();
});
afterAll(async () => {
  await server.close();
  await database.drop();
});
beforeEach(async () => {
  const place = await server.place();
  ({ admin, workspaceId } = place);
  reader = await server.member(place.workspaceId, 'reader');
  on = await aTaskList(server, { actor: admin, workspaceId: place.workspaceId, title: 'Secret kitchen' });
  const change = (doc: Parameters<typeof addTasks>[0]) =>
    addTasks(doc, [
      { title: 'Buy rice', position: 'a0', due: '2026-12-01T18:00[Europe/Berlin]' },
      { title: 'Ring Ada', position: 'a1' },
    ]);
  await changeList(server, { actor: admin, on, change });
});

async function aFeed(of: string | null = on, actor = reader) {
  const organise = await authorize(server.db, { actor, action: 'account.organise', on: actor.personId });
  const list = of === null ? null : await authorize(server.db, { actor, action: 'document.read', on: of });
  const made = await makeTaskFeed(organise, list);
  return { ...made, organise, path: `/feeds/tasks/${made.token}.ics` };
}
async function ask(path: string, { method = 'GET', headers = {} }: RequestInit = {}) {
  const answer = await fetch(server.url + path, { method, headers, redirect: 'manual' });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

test('TASK-500, TASK-501 a list is read at its secret address, as tasks or as events, with links to them', async () => {
  const { path } = await aFeed();
  const { status, headers, text } = await ask(path);
  expect([status, headers.get('Content-Type')]).toEqual([200, 'text/calendar; charset=utf-8']);
  expect(text.match(/^SUMMARY:.*$/gm)?.map((line) => line.trim())).toEqual([
    'SUMMARY:Buy rice',
    'SUMMARY:Ring Ada',
  ]);
  expect(text).toContain('X-WR-CALNAME:Secret kitchen');
  expect(text.replace(/\r\n /g, '')).toContain(`URL:https://plenum.test/d/${on}#block-`);
  const events = await ask(`${path}?as=events`);
  expect(events.text.match(/^SUMMARY:.*$/gm)?.map((line) => line.trim())).toEqual(['SUMMARY:Buy rice']);
  expect((await ask(path.replace('.ics', ''))).text).toBe(text);
});

test('TASK-505 whoever has what is there gets nothing again, and what has changed at once; nobody between keeps it', async () => {
  const { path } = await aFeed();
  const first = await ask(path);
  const etag = first.headers.get('ETag') ?? '';
  expect(etag).toMatch(/^"[\w-]{32}"$/);
  for (const same of [etag, `W/${etag}`, `"x", ${etag}`])
    expect((await ask(path, { headers: { 'If-None-Match': same } })).status).toBe(304);
  expect((await ask(path, { method: 'HEAD' })).headers.get('ETag')).toBe(etag);
  expect(first.headers.get('Cache-Control')).toBe('private, no-cache');
  expect(first.headers.get('Referrer-Policy')).toBe('no-referrer');
  expect(first.headers.get('X-Robots-Tag')).toBe('noindex, nofollow');
  await changeList(server, {
    actor: admin,
    on,
    change: (doc) => addTasks(doc, [{ title: 'New', position: 'a2' }]),
  });
  const second = await ask(path, { headers: { 'If-None-Match': etag } });
  expect([second.status, second.text.includes('SUMMARY:New')]).toEqual([200, true]);
});

test('TASK-503 an address that is removed, or whose person lost the right, is answered like one that never was; nothing is changed there', async () => {
  const { id, path, organise } = await aFeed();
  const never = await ask(`/feeds/tasks/${'x'.repeat(32)}.ics`);
  expect([never.status, never.headers.get('Cache-Control')]).toEqual([404, 'no-store']);
  for (const method of ['PUT', 'POST', 'DELETE', 'PROPFIND']) {
    const answer = await ask(path, { method });
    expect([answer.status, answer.headers.get('Allow')]).toEqual([405, 'GET, HEAD']);
  }
  expect((await ask(path)).status).toBe(200);
  await restrictDocument(await authorize(server.db, { actor: admin, action: 'document.restrict', on }));
  const lost = await ask(path);
  expect([lost.status, lost.text]).toEqual([404, never.text]);
  await endTaskFeed(organise, id);
  const gone = await ask(path);
  expect([gone.status, gone.text]).toEqual([404, never.text]);
});

test('TASK-506, TASK-662 all tasks that somebody has are read at one address, parts with what they are parts of, and no others', async () => {
  const { path } = await aFeed(null);
  const tasks = [
    ['mine', reader.personId],
    ['a part', reader.personId],
    ['not mine', admin.personId],
  ] as const;
  for (const [position, [blockId, who]] of tasks.entries()) {
    const item = {
      documentId: on,
      blockId,
      position,
      text: blockId,
      done: false,
      due: '2026-12-01',
      dueDay: new Date('2026-12-01'),
      parentId: blockId === 'a part' ? 'mine' : 'not mine',
    };
    await server.db.prisma.taskItem.create({ data: { ...item, assignees: { create: { who } } } });
  }
  for (const as of ['', '?as=events']) {
    const { text } = await ask(path + as);
    expect(text.match(/^SUMMARY:.*$/gm)?.map((line) => line.trim())).toEqual([
      'SUMMARY:a part',
      'SUMMARY:mine',
    ]);
    expect(text).toMatch(/^(DUE|DTSTART);VALUE=DATE:20261201\r$/m);
    expect(text.replace(/\r\n /g, '')).toContain('DESCRIPTION:Secret kitchen\\, ');
  }
  const { text } = await ask(path);
  const related = text.replace(/\r\n /g, '').match(/^RELATED-TO.*(?=\r$)/gm);
  expect(related).toEqual([`RELATED-TO;RELTYPE=PARENT:${on}-mine`]);
});

test('TASK-725 at one’s own address a task that comes again has its rule, as at that of its list', async () => {
  const change = (doc: Parameters<typeof addTasks>[0]) =>
    addTasks(doc, [
      {
        ...{ title: 'Pay the rent', position: 'a2', due: '2026-12-25', people: [reader.personId] },
        repeat: { rule: 'FREQ=MONTHLY;BYDAY=-1FR', afterDone: false },
      },
    ]);
  await changeList(server, { actor: admin, on, change });
  await deriveNow(server.db, on);
  const [ofList, own] = [await aFeed(), await aFeed(null)];
  for (const as of ['', '?as=events']) {
    const rules = async (path: string) => (await ask(path + as)).text.match(/^RRULE:.*(?=\r$)/gm);
    expect(await rules(own.path)).toEqual(['RRULE:FREQ=MONTHLY;BYDAY=-1FR']);
    expect(await rules(ofList.path)).toContain('RRULE:FREQ=MONTHLY;BYDAY=-1FR');
    expect((await ask(own.path + as)).text.match(/^SUMMARY:.*$/gm)).toHaveLength(1);
  }
});

test('TASK-661 a list’s secret address has the tasks of minutes that it shows, as they are ticked now, and to each person what they may read', async () => {
  const minutes = await someMinutes(server, { actor: admin, workspaceId });
  const shows = await aListShowing(server, { actor: admin, workspaceId, shown: minutes });
  const [own, other] = [await aFeed(shows), await aFeed(shows, admin)];
  const titlesAt = async ({ path }: { path: string }) =>
    (await ask(path)).text.match(/(?<=^SUMMARY:).*(?=\r$)/gm)?.sort();
  const all = ['Book the hall', 'Buy rice', 'Wash up'];
  expect(await titlesAt(own)).toEqual(all);
  const { text } = await ask(own.path);
  const unfolded = text.replace(/\r\n /g, '');
  expect(unfolded).toContain(`UID:${RICE}.${minutes}`);
  expect(unfolded).toContain('DESCRIPTION:Plenum in May');
  expect(unfolded).toContain(`URL:https://plenum.test/d/${minutes}#block-${RICE}`);
  await tickBox(server, { actor: admin, on: minutes, taskId: RICE, isDone: true });
  expect((await ask(own.path)).text.match(/STATUS:COMPLETED/g)).toHaveLength(1);
  expect(await titlesAt(other)).toEqual(all);
  await restrictDocument(
    await authorize(server.db, { actor: admin, action: 'document.restrict', on: minutes }),
  );
  expect(await titlesAt(other)).toEqual(all);
  expect(await titlesAt(own)).toEqual(['Wash up']);
  expect(await titlesAt(other)).toEqual(all);
});

test('TASK-729 a list’s secret address has the rules of the tasks of another list that it shows, before they are derived and after', async () => {
  const change = (doc: Parameters<typeof addTasks>[0]) =>
    addTasks(doc, [
      {
        ...{ title: 'Pay the rent', position: 'a2', due: '2026-12-25' },
        repeat: { rule: 'FREQ=MONTHLY;BYDAY=-1FR', afterDone: false },
      },
    ]);
  const other = await aTaskList(server, { actor: admin, workspaceId });
  const { path } = await aFeed(await aListShowing(server, { actor: admin, workspaceId, shown: other }));
  const rules = async () => {
    const texts = await Promise.all(['', '?as=events'].map(async (as) => (await ask(path + as)).text));
    return texts.map((text) => text.match(/^RRULE:.*(?=\r$)/gm));
  };
  expect(await rules()).toEqual([null, null]);
  await changeList(server, { actor: admin, on: other, change });
  const both = Array(2).fill(['RRULE:FREQ=MONTHLY;BYDAY=-1FR']);
  expect(await rules()).toEqual(both);
  await deriveNow(server.db, other);
  expect(await rules()).toEqual(both);
});

test('TASK-663 what there is no calendar for is said in the language that is asked for', async () => {
  const never = `/feeds/tasks/${'z'.repeat(32)}.ics`;
  const answers = await Promise.all(
    ['de-AT,de;q=0.9,en;q=0.8', 'fr', ''].map((language) =>
      ask(never, { headers: { 'Accept-Language': language } }),
    ),
  );
  expect(answers.map(({ text }) => text)).toEqual([
    'Unter dieser Adresse gibt es keinen Kalender.\n',
    ...Array(2).fill('There is no calendar at this address.\n'),
  ]);
  expect(answers.map(({ headers }) => headers.get('Vary'))).toEqual(Array(3).fill('Accept-Language'));
});

test('TASK-664 that there are more tasks is said in the language of their person’s letters, else in that which is asked for', async () => {
  const { path } = await aFeed(null);
  const blocks = Array.from({ length: MOST_FEED_TASKS + 1 }, (_, position) => ({
    ...{ documentId: on, blockId: `b${position}` },
    position,
  }));
  await server.db.prisma.taskItem.createMany({
    data: blocks.map((block) => ({ ...block, text: 'One of many', done: false })),
  });
  await server.db.prisma.taskAssignee.createMany({
    data: blocks.map(({ documentId, blockId }) => ({ documentId, blockId, who: reader.personId })),
  });
  const saidTo = async (language: string) => {
    const { text } = await ask(path, { headers: { 'Accept-Language': language } });
    return /(?<=^X-WR-CALDESC:)\w+/m.exec(text)?.[0];
  };
  expect([await saidTo('de'), await saidTo('en')]).toEqual(['Von', 'Of']);
  const sealed = Buffer.from(path);
  await server.db.prisma.inboxMail.create({
    data: {
      ...{
        personId: reader.personId,
        language: 'de',
        tellsTitles: false,
        hour: 7,
        timeZone: 'Europe/Vienna',
      },
      ...{ addressSealed: sealed, tokenHash: sealed, tokenSealed: sealed },
    },
  });
  expect(await saidTo('en')).toBe('Von');
});

test('TASK-507 whoever tries addresses again and again has to wait, and nothing of an address is logged', async () => {
  const { path, token } = await aFeed();
  await ask(path);
  const answers: number[] = [];
  for (let i = 0; i < 15; i += 1)
    answers.push((await ask(`/feeds/tasks/${'y'.repeat(31)}${i % 10}.ics`)).status);
  expect(answers.at(-1)).toBe(429);
  expect((await ask(path)).status).toBe(200);
  for (const strange of ['%00', '%ff', 'x'.repeat(5_000), '..%2f..%2fetc'])
    expect((await ask(`/feeds/tasks/${strange}`)).status).toBeGreaterThanOrEqual(400);
  const output = server.output.join('');
  for (const secret of [token, 'yyyy', 'ecret', 'feeds/tasks']) expect(output).not.toContain(secret);
});

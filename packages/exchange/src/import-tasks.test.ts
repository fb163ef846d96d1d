import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { aMember, openTestDatabase } from '@plenum/database/testing/factories';
import { Converter } from '@plenum/formats/convert';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportTasks } from './export-tasks.ts';
import { importTasks } from './import-tasks.ts';
import { listTasks } from './tasks.ts';
import { anAdmin } from './testing/transfer-kit.ts';

const program = () => new URL('../../formats/dist/worker.js', import.meta.url).pathname;

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

test('TASK-40 a table becomes a list in which people have what they had, and goes out again', async () => {
  const { actor, create, workspaceId } = await anAdmin(db);
  const { personId } = await aMember(db, { workspaceId, role: 'editor' });
  await db.prisma.person.update({ where: { id: personId }, data: { displayName: 'Mira Öz' } });
  const table =
    'Title;Due;Section;Assignee;Description\nBuy rice;2026-12-01;Kitchen;mira oz;5 kg\nRing Ada;;;Nobody;\n';
  const { documents } = await importTasks(create, {
    file: { name: 'kitchen.csv', content: Buffer.from(table) },
    zone: 'Europe/Berlin',
    untitled: 'Untitled list',
    converter: new Converter({ program }),
  });
  expect(documents).toMatchObject([{ kind: 'tasks' }]);
  const read = await authorize(db, { actor, action: 'document.read', on: documents[0]?.id ?? '' });
  const { tasks, sections } = await listTasks(read);
  expect(sections).toMatchObject([{ title: 'Kitchen' }]);
  const rice = tasks.find(({ title }) => title === 'Buy rice');
  expect(rice).toMatchObject({ due: '2026-12-01', people: [personId], sectionId: sections[0]?.id });
  expect(tasks.find(({ title }) => title === 'Ring Ada')?.people).toEqual([]);
  const csv = await exportTasks(read, { format: 'csv', from: 'From' });
  expect(csv.content).toContain('Mira Öz');
  expect(csv.content).toContain('5 kg');
  expect((await exportTasks(read, { format: 'markdown', from: 'From' })).content).toContain('- [ ] Buy rice');
});

test('TASK-522 a calendar file becomes a list that knows its tasks by their UIDs, and goes out again with what was kept', async () => {
  const { actor, create } = await anAdmin(db);
  const todo = (uid: string, ...lines: string[]) => ['BEGIN:VTODO', `UID:${uid}`, ...lines, 'END:VTODO'];
  const lines = [
    'BEGIN:VCALENDAR',
    ...todo('wash', 'SUMMARY:Wash', 'RELATED-TO:cook'),
    ...todo('cook', 'SUMMARY:Cook', 'X-KEPT:yes', 'RRULE:FREQ=WEEKLY'),
    'END:VCALENDAR',
  ];
  const { documents, losses } = await importTasks(create, {
    file: { name: 'kitchen.ics', content: Buffer.from(lines.join('\r\n')) },
    zone: 'Europe/Berlin',
    untitled: 'Untitled list',
    converter: new Converter({ program }),
  });
  expect([documents[0]?.title, losses]).toEqual(['kitchen', []]);
  const read = await authorize(db, { actor, action: 'document.read', on: documents[0]?.id ?? '' });
  const { tasks } = await listTasks(read);
  const [cook, wash] = ['Cook', 'Wash'].map((title) => tasks.find((task) => task.title === title));
  expect([cook?.uid, wash?.parentId]).toEqual(['cook', cook?.id]);
  const { content } = await exportTasks(read, { format: 'ics', from: 'From' });
  for (const line of [
    'UID:cook',
    'X-KEPT:yes',
    'RRULE:FREQ=WEEKLY',
    'RELATED-TO:cook',
    'X-WR-CALNAME:kitchen',
  ])
    expect(content).toContain(`${line}\r\n`);
});

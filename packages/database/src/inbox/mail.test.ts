import type { Member } from '@plenum/domain/access/actor';
import { system } from '@plenum/domain/access/actor';
import type { InboxMailWish } from '@plenum/domain/inbox/mail';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { restrictDocument } from '../documents/rules.ts';
import { keepHouse } from '../housekeeping.ts';
import { tellOfDueTasks } from '../tasks/due.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { writeTasksOf } from '../testing/task-notices-kit.ts';
import { markSeen } from './entries.ts';
import { settleLetter, type TakenLetter, takeLetters } from './letters.ts';
import {
  confirmInboxMail,
  endInboxMail,
  findInboxMail,
  getInboxMail,
  setInboxMail,
  stopInboxMail,
} from './mail.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const ADDRESS = 'kim@example.org';
const WISH: InboxMailWish = {
  address: ADDRESS,
  hour: 7,
  timeZone: 'Europe/Berlin',
  tellsTitles: true,
  language: 'de',
};
const ARRIVED = { outcome: { arrived: true }, retryIn: null } as const;

let db: Database;
let admin: Member;
let reader: Member;
let workspaceId: string;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.prisma.inboxMail.deleteMany();
  await db.prisma.mailRefusal.deleteMany();
  await db.prisma.mailCount.deleteMany();
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin, 'Allotments')).id;
  reader = await aMember(db, { workspaceId, role: 'reader' });
});

const manage = () => authorize(db, { actor: reader, action: 'account.manage', on: reader.personId });
const instance = () =>
  authorize(db, { actor: system('a test'), action: 'instance.administer', on: 'instance' });
const take = async () => takeLetters(await instance(), 10);
const settle = async (letter: TakenLetter, result: Parameters<typeof settleLetter>[2]) =>
  settleLetter(await instance(), letter, result);
const row = () => db.prisma.inboxMail.findUniqueOrThrow({ where: { personId: reader.personId } });
/** What is due tomorrow is due now. */
const tomorrow = () => db.prisma.inboxMail.updateMany({ data: { dueAt: new Date() } });

async function theOnlyLetter(): Promise<TakenLetter> {
  const letters = await take();
  expect(letters).toHaveLength(1);
  return letters[0] as TakenLetter;
}

/** Something is new in a document of that title, an hour ago. */
async function news(title: string): Promise<string> {
  const { id: documentId } = await aDocument(db, { actor: admin, workspaceId, title });
  const entry = { personId: reader.personId, documentId, at: new Date(Date.now() - HOUR) };
  await db.prisma.inboxEntry.create({ data: { ...entry, kind: 'changed' } });
  return documentId;
}

async function confirmed(wish: Partial<InboxMailWish> = {}): Promise<void> {
  await setInboxMail(await manage(), { ...WISH, ...wish });
  const letter = await theOnlyLetter();
  await settle(letter, ARRIVED);
  await confirmInboxMail(db, letter.token);
}

test('MAIL-1 an address gets one letter that asks, and nothing before somebody there has agreed', async () => {
  await news('Berries');
  await setInboxMail(await manage(), WISH);
  const letter = await theOnlyLetter();
  expect(letter).toMatchObject({ address: ADDRESS, language: 'de', news: { kind: 'confirm' } });
  expect(await take()).toEqual([]);
  await settle(letter, ARRIVED);
  expect(await row()).toMatchObject({ dueAt: null, confirmedAt: null });
  expect(await findInboxMail(db, letter.token)).toBe('asked');
  expect(await findInboxMail(db, `${letter.token}x`)).toBeNull();
  await confirmInboxMail(db, `${letter.token}x`);
  expect(await row()).toMatchObject({ dueAt: null, confirmedAt: null });
  await confirmInboxMail(db, letter.token);
  expect(await getInboxMail(await manage())).toMatchObject({
    address: ADDRESS,
    isConfirmed: true,
    isFailing: false,
  });
  const { dueAt } = await row();
  expect(dueAt?.getTime()).toBeGreaterThan(Date.now());
  expect(dueAt?.getTime()).toBeLessThanOrEqual(Date.now() + DAY);
  expect(
    new Intl.DateTimeFormat('de', { timeZone: 'Europe/Berlin', hour: '2-digit' }).format(dueAt ?? 0),
  ).toMatch(/^07/);
});

test('MAIL-1 whoever agrees before the mail server has answered is not asked again', async () => {
  await setInboxMail(await manage(), WISH);
  const letter = await theOnlyLetter();
  await confirmInboxMail(db, letter.token);
  const { dueAt } = await row();
  await settle(letter, { outcome: { arrived: false, isFinal: false }, retryIn: 1 });
  expect(await row()).toMatchObject({ dueAt, failedAt: null });
});

test('MAIL-2 once a day comes what is new, unread and readable, each document once, and nothing where there is nothing', async () => {
  await confirmed();
  await tomorrow();
  expect(await take()).toEqual([]);
  expect((await row()).dueAt?.getTime()).toBeGreaterThan(Date.now());

  const [open, hidden, seen] = [await news('Open'), await news('Hidden'), await news('Seen')];
  const entry = { personId: reader.personId, documentId: open, at: new Date(Date.now() - HOUR) };
  await db.prisma.inboxEntry.create({ data: { ...entry, kind: 'commented' } });
  await restrictDocument(await authorize(db, { actor: admin, action: 'document.restrict', on: hidden }));
  await markSeen(await authorize(db, { actor: reader, action: 'document.read', on: seen }));
  await tomorrow();
  const letter = await theOnlyLetter();
  expect(letter.news).toEqual({
    kind: 'digest',
    count: 2,
    documents: [{ id: open, title: 'Open', workspaceId, workspace: 'Allotments' }],
  });
  await settle(letter, ARRIVED);
  await tomorrow();
  expect(await take()).toEqual([]);
  // What was written before and is told late, and what happens again.
  await news('Late');
  await db.prisma.inboxEntry.updateMany({ where: { kind: 'commented' }, data: { at: new Date() } });
  await tomorrow();
  const { news: next } = await theOnlyLetter();
  expect(next).toMatchObject({ count: 2, documents: [{ title: 'Open' }, { title: 'Late' }] });
});

test('MAIL-3 titles come where they are asked for alone', async () => {
  await confirmed({ tellsTitles: false });
  await news('Berries');
  await tomorrow();
  expect((await theOnlyLetter()).news).toEqual({ kind: 'digest', count: 1, documents: [] });
});

test('TASK-640 a letter names the tasks of lists that somebody has got or that are due, where it names titles, and no lines of texts', async () => {
  await confirmed();
  const about = { actor: admin, workspaceId };
  const { id: list } = await aDocument(db, { ...about, title: 'Camp', kind: 'tasks' });
  const { id: minutes } = await aDocument(db, { ...about, title: 'Minutes' });
  const due = new Date(Date.now() - DAY).toISOString().slice(0, 10);
  const people = [reader.personId];
  const rice = { blockId: 'rice', text: 'Rice', people, due };
  await writeTasksOf(db, { documentId: list, author: admin, tasks: [rice] });
  const line = { blockId: 'line', text: 'what she said', people };
  await writeTasksOf(db, { documentId: minutes, author: admin, tasks: [line] });
  await tellOfDueTasks(await instance());
  await tomorrow();
  const { news: digest } = await theOnlyLetter();
  expect(digest).toMatchObject({ count: 3 });
  const documents = digest.kind === 'digest' ? digest.documents : [];
  expect(documents.toSorted((a, b) => a.title.localeCompare(b.title))).toEqual([
    { id: list, title: 'Camp', workspaceId, workspace: 'Allotments', tasks: [{ id: 'rice', title: 'Rice' }] },
    { id: minutes, title: 'Minutes', workspaceId, workspace: 'Allotments' },
  ]);
  await setInboxMail(await manage(), { ...WISH, tellsTitles: false });
  await tomorrow();
  expect((await theOnlyLetter()).news).toEqual({ kind: 'digest', count: 3, documents: [] });
});

test('MAIL-4 what does not arrive comes again, is given up at last and said to be failing, and is told the next day', async () => {
  await confirmed();
  await news('Berries');
  await tomorrow();
  const failed = { arrived: false, isFinal: false } as const;
  await settle(await theOnlyLetter(), { outcome: failed, retryIn: HOUR });
  const { dueAt } = await row();
  expect(Math.abs((dueAt?.getTime() ?? 0) - Date.now() - HOUR)).toBeLessThan(HOUR / 2);
  await tomorrow();
  const again = await theOnlyLetter();
  expect(again.attempts).toBe(2);
  await settle(again, { outcome: failed, retryIn: null });
  expect(await getInboxMail(await manage())).toMatchObject({ isFailing: true });
  await tomorrow();
  const next = await theOnlyLetter();
  expect(next).toMatchObject({ attempts: 1, news: { count: 1 } });
  await settle(next, ARRIVED);
  expect(await getInboxMail(await manage())).toMatchObject({ isFailing: false });
});

test('MAIL-5 whoever has a letter ends letters, another address has to agree anew, and nothing stays of one that is taken away', async () => {
  await confirmed();
  const { tokenHash } = await row();
  await setInboxMail(await manage(), { ...WISH, hour: 8 });
  expect(await row()).toMatchObject({ hour: 8, tokenHash });
  await setInboxMail(await manage(), { ...WISH, address: 'else@example.org' });
  const letter = await theOnlyLetter();
  expect(letter).toMatchObject({ address: 'else@example.org', news: { kind: 'confirm' } });
  await stopInboxMail(db, letter.token);
  await stopInboxMail(db, letter.token);
  expect(await getInboxMail(await manage())).toBeNull();
  // What comes of the letter that was on its way is of no matter.
  await settle(letter, ARRIVED);
  await confirmed();
  await endInboxMail(await manage());
  expect(await db.prisma.inboxMail.count()).toBe(0);
});

test('MAIL-5 the address is stored sealed, and forgotten where nobody agrees', async () => {
  await setInboxMail(await manage(), WISH);
  expect(Buffer.from((await row()).addressSealed).includes(ADDRESS)).toBe(false);
  await keepHouse(await instance());
  expect(await db.prisma.inboxMail.count()).toBe(1);
  await db.prisma.inboxMail.updateMany({ data: { createdAt: new Date(Date.now() - 8 * DAY) } });
  await keepHouse(await instance());
  expect(await db.prisma.inboxMail.count()).toBe(0);
});

test('MAIL-4 to an address that takes no letters for two weeks nothing is sent any more', async () => {
  await confirmed();
  await news('Berries');
  await tomorrow();
  const refused = { outcome: { arrived: false, isFinal: true }, retryIn: null } as const;
  await settle(await theOnlyLetter(), refused);
  expect((await row()).dueAt).not.toBeNull();
  await db.prisma.inboxMail.updateMany({
    data: { dueAt: new Date(), failedAt: new Date(Date.now() - 15 * DAY) },
  });
  await settle(await theOnlyLetter(), refused);
  expect(await row()).toMatchObject({ dueAt: null });
});

test('MAIL-2 whoever has nothing new, or whose letter cannot be made, holds up nobody', async () => {
  await confirmed();
  const others = await Promise.all([aMember(db), aMember(db), aMember(db)]);
  const model = await row();
  for (const { personId } of others) {
    const tokenHash = new Uint8Array(Buffer.from(personId));
    await db.prisma.inboxMail.create({
      data: { ...model, personId, tokenHash, tokenSealed: new Uint8Array([1]) },
    });
  }
  await news('Berries');
  await db.prisma.inboxMail.updateMany({ data: { dueAt: new Date(Date.now() - HOUR) } });
  await db.prisma.inboxMail.update({ where: { personId: reader.personId }, data: { dueAt: new Date() } });
  expect(await takeLetters(await instance(), 1)).toMatchObject([{ personId: reader.personId }]);
});

test('MAIL-5 a time zone that is not known is UTC', async () => {
  await setInboxMail(await manage(), { ...WISH, timeZone: "Mars/Base'--" });
  expect(await getInboxMail(await manage())).toMatchObject({ timeZone: 'UTC' });
  // One that was known to another PostgreSQL.
  await db.prisma.inboxMail.updateMany({ data: { timeZone: 'Mars/Base', confirmedAt: new Date() } });
  await news('Berries');
  await settle(await theOnlyLetter(), ARRIVED);
  expect(await row()).toMatchObject({ timeZone: 'UTC', attempts: 0 });
});

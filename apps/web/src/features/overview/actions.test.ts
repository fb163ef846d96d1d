// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';

import type { Database } from '@plenum/database/client';
import { aDocument, aMember, aWorkspace } from '@plenum/database/testing/factories';
import { inTransaction } from '@plenum/database/transaction';
import type { Member } from '@plenum/domain/access/actor';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FormState } from '#lib/form-action.ts';
import { openWebDatabase, Visitor } from '#lib/testing/visitor.ts';
import { type Outcome, organise, restoreSeveral } from './actions.ts';

let db: Database;
let admin: Member;
let editor: Member;
let workspaceId: string;
let visitor: Visitor;

beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  editor = await aMember(db, { workspaceId, role: 'editor' });
  visitor = new Visitor();
  await visitor.signIn(db, editor);
});

function send(
  action: (state: null, form: FormData) => Promise<FormState<Outcome>>,
  { documentIds, ...fields }: { documentIds: string[] } & Record<string, string | string[]>,
): Promise<FormState<Outcome>> {
  const form = new FormData();
  for (const id of documentIds) form.append('documentIds', id);
  for (const [name, value] of Object.entries(fields)) form.set(name, String(value));
  return visitor.asks(() => action(null, form));
}

const resultOf = (state: FormState<Outcome>) => (state?.status === 'done' ? state.result : state);
const make = (title: string, access: 'workspace' | 'draft' = 'workspace') =>
  aDocument(db, { actor: admin, workspaceId, title, access });
const deletedAt = async (id: string) =>
  (await db.prisma.document.findUniqueOrThrow({ where: { id } })).deletedAt;

test('BULK-1, BULK-2 several are thrown away, each by its own rights, and taken back at once', async () => {
  const [one, two, secret, readOnly] = [
    await make('One'),
    await make('Two'),
    await make('Secret', 'draft'),
    await make('To read', 'draft'),
  ];
  const rule = { documentId: readOnly.id, personId: editor.personId, role: 'reader' as const };
  await db.prisma.documentRule.create({ data: rule });
  const documentIds = [one, secret, readOnly, two, one].map(({ id }) => id);
  expect(resultOf(await send(organise, { documentIds, what: 'trash' }))).toEqual({
    what: 'trash',
    done: [one.id, two.id],
    failed: [
      { title: null, reason: expect.stringMatching(/^This does not exist/) },
      { title: 'To read', reason: expect.stringMatching(/^You may not do this here/) },
    ],
  });
  expect(await deletedAt(one.id)).not.toBeNull();
  expect(await deletedAt(secret.id)).toBeNull();
  const back = await send(restoreSeveral, { documentIds: [one.id, two.id, secret.id], workspaceId });
  expect(resultOf(back)).toMatchObject({
    what: 'restore',
    done: [one.id, two.id],
    failed: [{ title: null }],
  });
  expect(await deletedAt(one.id)).toBeNull();
});

test('BULK-1 several become favourites and cease to be; they are moved by whoever may say who has access to each', async () => {
  const [one, two] = [await make('One'), await make('Two')];
  const documentIds = [one.id, two.id];
  const favourites = () => db.prisma.favourite.count({ where: { personId: editor.personId } });
  await send(organise, { documentIds, what: 'favourite' });
  expect(await favourites()).toBe(2);
  await send(organise, { documentIds: [one.id], what: 'unfavourite' });
  expect(await favourites()).toBe(1);

  const own = await aWorkspace(db, editor);
  const move = { documentIds, what: 'move', workspaceId: own.id };
  const failed = [{ title: 'One' }, { title: 'Two' }];
  expect(resultOf(await send(organise, move))).toMatchObject({ done: [], failed });
  await visitor.signIn(db, admin);
  expect(await send(organise, move)).toMatchObject({ status: 'failed' });
  await db.prisma.membership.create({
    data: { workspaceId: own.id, personId: admin.personId, role: 'editor' },
  });
  expect(resultOf(await send(organise, move))).toMatchObject({ done: documentIds, failed: [] });
  const moved = await db.prisma.document.findMany({ where: { id: { in: documentIds } } });
  expect(moved.map(({ workspaceId }) => workspaceId)).toEqual([own.id, own.id]);
});

test('BULK-1 something is chosen, and at most fifty', async () => {
  const { id } = await make('One');
  const many = Array.from({ length: 51 }, (_, i) => id.slice(0, -2) + (10 + i));
  for (const documentIds of [[], many, ['no id']]) {
    expect(await send(organise, { documentIds, what: 'trash' })).toMatchObject({ status: 'failed' });
  }
  expect(await deletedAt(id)).toBeNull();
});

test('API-20 what others keep busy is told as that, and done to nothing', async () => {
  const document = await make('Kept');
  const state = await inTransaction({ pool: db.pool, settings: {} }, async (client) => {
    await client.query('SELECT 1 FROM document WHERE id = $1 FOR UPDATE', [document.id]);
    return send(organise, { documentIds: [document.id], what: 'trash' });
  });
  const reason = expect.stringContaining('Too much is being changed');
  expect(resultOf(state)).toMatchObject({ done: [], failed: [{ title: 'Kept', reason }] });
  expect(await deletedAt(document.id)).toBeNull();
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { startThread } from '../comments/comments.ts';
import { restrictDocument, setRule } from '../documents/rules.ts';
import { trashDocument } from '../documents/writes.ts';
import { aGroup, aMember, anAttachment, aWorkspace } from '../testing/factories.ts';
import { SearchKit } from '../testing/search-kit.ts';
import { indexChanged } from './changes.ts';

let kit: SearchKit;
let db: Database;
beforeAll(async () => {
  kit = await SearchKit.open();
  db = kit.db;
});
afterAll(() => db.close());
beforeEach(() => kit.begin());

const written: SearchKit['written'] = (...given) => kit.written(...given);
const find: SearchKit['find'] = (...given) => kit.find(...given);
const titles: SearchKit['titles'] = (...given) => kit.titles(...given);

describe('what somebody may not read', () => {
  test('SEARCH-11 is not found, nor what belongs to it, nor by its name', async () => {
    const reader = await aMember(db, { workspaceId: kit.workspaceId, role: 'reader' });
    const outsider = await aMember(db);
    const secret = await written('Secret plan', {
      text: 'hidden lentils',
      tasks: [{ blockId: 't', parentId: null, text: 'hide lentils', isDone: false }],
      decisions: [
        { blockId: 'd', text: 'lentils are hidden', result: 'open', yes: null, no: null, abstain: null },
      ],
    });
    const below = await written('Below', 'lentils');
    await db.prisma.document.update({ where: { id: below }, data: { parentId: secret } });
    const say = await authorize(db, { actor: kit.admin, action: 'document.comment', on: secret });
    await startThread(say, { quote: '', body: 'lentils?' });
    await anAttachment(db, { documentId: secret, name: 'lentils.txt' });
    await indexChanged(db.pool);
    expect((await find('lentils', { actor: reader })).items).toHaveLength(6);
    const restrict = await authorize(db, { actor: kit.admin, action: 'document.restrict', on: secret });
    await restrictDocument(restrict);
    await db.prisma.document.update({ where: { id: below }, data: { scopeId: secret } });
    for (const on of [kit.workspaceId, null]) {
      for (const typed of [
        'lentils',
        'secret',
        'secrt',
        'in:"secret plan"',
        '"hidden lentils"',
        'in:pad',
        'in:secret lentils',
      ]) {
        expect(await find(typed, { actor: reader, on }), typed).toEqual({
          items: [],
          next: null,
          isSimilar: false,
        });
      }
      expect((await find('lentils', { on })).items).toHaveLength(6);
    }
    expect((await find('lentils', { actor: outsider, on: null })).items).toEqual([]);
    await expect(find('lentils', { actor: outsider })).rejects.toMatchObject({ code: 'not_found' });
    await setRule(restrict, { subject: { kind: 'person', id: reader.personId }, role: 'reader' });
    expect((await find('lentils', { actor: reader, on: null })).items).toHaveLength(6);
  });

  test('SEARCH-11 is what lists show: for people, through groups, and with rules', async () => {
    const seed = Number(process.env.SEED ?? 3);
    let state = seed;
    const chance = (of: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state % of;
    };
    const people = [await aMember(db), await aMember(db), await aMember(db)] as const;
    const group = await aGroup(db, [people[0], people[1]]);
    const other = (await aWorkspace(db, kit.admin, 'Other')).id;
    for (const id of [kit.workspaceId, other]) {
      await db.prisma.participation.create({
        data: {
          workspaceId: id,
          groupId: group.id,
          role: 'editor',
          representation: id === other ? 'delegates' : 'everybody',
        },
      });
    }
    await db.prisma.delegate.create({
      data: { workspaceId: other, groupId: group.id, personId: people[1].personId },
    });
    await db.prisma.membership.create({
      data: { workspaceId: other, personId: people[2].personId, role: 'reader' },
    });
    const ids: string[] = [];
    for (let i = 0; i < 24; i += 1) {
      const id = await written(`Doc ${i}`, 'lentils', { workspaceId: chance(2) ? kit.workspaceId : other });
      ids.push(id);
      if (chance(2)) continue;
      await db.prisma.document.update({ where: { id }, data: { scopeId: id } });
      for (const person of people) {
        if (!chance(2))
          await db.prisma.documentRule.create({
            data: { documentId: id, personId: person.personId, role: 'reader' },
          });
      }
      if (!chance(3))
        await db.prisma.documentRule.create({ data: { documentId: id, groupId: group.id, role: 'reader' } });
    }
    for (const actor of [kit.admin, ...people]) {
      const may = await Promise.all(
        ids.map(async (on) =>
          authorize(db, { actor, action: 'document.read', on }).then(
            () => on,
            () => null,
          ),
        ),
      );
      const { items } = await find('lentils', { actor, on: null, limit: 50 });
      expect(items.map(({ documentId }) => documentId).sort(), `SEED=${seed}`).toEqual(
        may.filter((id) => id !== null).sort(),
      );
    }
  });

  test('SEARCH-12 what lies in the trash, and templates, nobody finds', async () => {
    const id = await written('Rice', 'lentils');
    await db.prisma.document.update({
      where: { id: await written('Template', 'lentils') },
      data: { isTemplate: true },
    });
    expect(await titles('lentils')).toEqual(['Rice']);
    await trashDocument(await authorize(db, { actor: kit.admin, action: 'document.organise', on: id }));
    expect(await titles('lentils')).toEqual([]);
    await db.prisma.workspace.update({ where: { id: kit.workspaceId }, data: { deletedAt: new Date() } });
    expect(await titles('lentils', { on: null })).toEqual([]);
  });
});

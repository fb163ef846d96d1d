import type { Member } from '@plenum/domain/access/actor';
import type { DocumentProjection } from '@plenum/domain/documents/types';
import type { SearchKind } from '@plenum/domain/search/kinds';
import type { SearchLanguage } from '@plenum/domain/search/languages';
import { parseQuery } from '@plenum/domain/search/query';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { deleteComment, editComment, startThread } from '../comments/comments.ts';
import { restrictDocument, setRule } from '../documents/rules.ts';
import { patchDocument, trashDocument } from '../documents/writes.ts';
import { postgresProjections } from '../projection/postgres-projections.ts';
import { aDocument, aGroup, aMember, anAttachment, aWorkspace, openTestDatabase } from '../testing/factories.ts';
import { patchWorkspace } from '../workspaces/writes.ts';
import { forgetChanges, indexChanged, listChanged, markAllChanged } from './changes.ts';
import { type Asked, search } from './find.ts';
import { indexDocument } from './index-document.ts';

let db: Database;
let admin: Member;
let workspaceId: string;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.pool.query('DELETE FROM workspace');
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin, 'Forest alliance')).id;
});

const nothing: DocumentProjection = { text: '', outline: [], links: [], mentions: [], tasks: [], decisions: [] };

/** A document with a text, which a search knows. */
async function written(
  title: string,
  content: string | Partial<DocumentProjection> = '',
  columns: { kind?: 'pad' | 'wiki' | 'tasks'; workspaceId?: string; actor?: Member } = {},
): Promise<string> {
  const { id } = await aDocument(db, { actor: admin, workspaceId, title, ...columns });
  const projection = { ...nothing, ...(typeof content === 'string' ? { text: content } : content) };
  await postgresProjections(db.pool, { version: 1 }).write(id, { seq: 1, projection });
  await indexChanged(db.pool);
  return id;
}

/** What somebody finds in a workspace, or in all of theirs. */
async function find(typed: string, { actor = admin, ...asked }: Partial<Asked> & { actor?: Member; on?: string | null } = {}) {
  const { on = workspaceId, ...more } = asked;
  const grant =
    on === null
      ? await authorize(db, { actor, action: 'workspace.list', on: actor.personId })
      : await authorize(db, { actor, action: 'workspace.read', on });
  return search(grant, { query: parseQuery(typed), limit: 20, cursor: undefined, ...more });
}

async function titles(typed: string, asked: Parameters<typeof find>[1] = {}): Promise<string[]> {
  return (await find(typed, asked)).items.map(({ title }) => title).sort();
}

async function speak(language: SearchLanguage, on = workspaceId): Promise<void> {
  await patchWorkspace(await authorize(db, { actor: admin, action: 'workspace.manage', on }), {
    searchLanguage: language,
  });
  await indexChanged(db.pool);
}

describe('what is found', () => {
  test('SEARCH-1 documents of every kind, tasks, decisions, comments and attachments', async () => {
    const pad = await written('Agenda', {
      text: 'Kitchen\n[ ] buy lentils\nWe buy a lentils mill',
      outline: [{ level: 1, text: 'Kitchen', blockId: 'k' }],
      tasks: [{ blockId: 't', parentId: null, text: 'buy lentils', isDone: false }],
      decisions: [{ blockId: 'd', text: 'We buy a lentils mill', result: 'accepted', yes: 1, no: 0, abstain: 0 }],
    });
    await written('Lentils', '', { kind: 'wiki' });
    await written('Shopping', 'lentils', { kind: 'tasks' });
    const comment = await authorize(db, { actor: admin, action: 'document.comment', on: pad });
    await startThread(comment, { quote: '', body: 'Which lentils?' });
    const attachment = await anAttachment(db, { documentId: pad, name: 'Lentils_2026.pdf' });
    await indexChanged(db.pool);
    const { items, next, isSimilar } = await find('lentils');
    expect(items.map(({ kind, title, blockId }) => [kind, title, blockId]).sort()).toEqual([
      ['attachment', 'Agenda', null],
      ['comment', 'Agenda', null],
      ['decision', 'Agenda', 'd'],
      ['pad', 'Agenda', 't'],
      ['task', 'Agenda', 't'],
      ['tasks', 'Shopping', null],
      ['wiki', 'Lentils', null],
    ]);
    expect(items[0]).toMatchObject({ kind: 'wiki', workspaceId });
    expect({ next, isSimilar }).toEqual({ next: null, isSimilar: false });
    expect(items.find(({ kind }) => kind === 'attachment')?.partId).toBe(attachment.id);
    for (const kind of ['pad', 'wiki', 'tasks', 'task', 'comment', 'decision', 'attachment'] as SearchKind[]) {
      expect((await find('lentils', { kind })).items.map((item) => item.kind), kind).toEqual([kind]);
      const place = kind === 'tasks' ? 'list' : kind;
      expect((await find(`lentils in:${place}`)).items.map((item) => item.kind), kind).toEqual([kind]);
    }
  });

  test('SEARCH-2 whatever the accents and case, in whatever way they were typed', async () => {
    await written('Größe', 'Une soirée à la CAFÉTÉRIA');
    for (const typed of ['grosse', 'GRÖSSE', 'soiree cafeteria', 'soirée', 'cafe\u0301te\u0301ria']) {
      expect(await titles(typed), typed).toEqual(['Größe']);
    }
  });

  test.each([
    ['Chinese', '会议记录', '我们讨论了森林保护的问题。', ['森林', '保护的', '林', '记录', '会议记录'], ['森护', '林森']],
    ['Japanese', '総会の議事録', '本日は予算案とポスターについて話し合いました。', ['予算', 'ポスター', '議事録', '総会'], ['算予案', '予案']],
    ['Korean', '회의록', '숲을 지키는 방법을 이야기했습니다.', ['숲을', '방법', '회의'], ['법방']],
    ['Thai', 'ประชุม', 'เราพูดถึงป่าไม้', ['ป่าไม้', 'ประชุม'], ['ไม้ป่า']],
    ['Hebrew', 'פרוטוקול', 'דיברנו על שְׁמִירַת היער', ['שמירת', 'היער', 'פרוטוקול'], ['רעיה']],
    ['Arabic', 'محضر', 'تحدّثنا عن الغابة', ['تحدثنا', 'الغابة', 'محضر'], ['هباغلا']],
    ['Hindi', 'बैठक', 'हमने जंगल के बारे में बात की', ['जंगल', 'बैठक'], ['लगंज']],
  ])('SEARCH-3 texts in %s', async (_, title, text, found, missed) => {
    await written(title, text);
    await written('Another', 'words');
    for (const typed of found) expect(await titles(typed), typed).toEqual([title]);
    for (const typed of missed) expect(await titles(`${typed} `), typed).toEqual([]);
  });

  test('SEARCH-4 words in any order, phrases as they stand, and nothing that is left out', async () => {
    await written('One', 'red beans and rice');
    await written('Two', 'rice, and red onions\nbeans');
    await written('Three', 'red\nbeans');
    expect(await titles('beans red')).toEqual(['One', 'Three', 'Two']);
    expect(await titles('"red beans"')).toEqual(['One']);
    expect(await titles('"rice and red"')).toEqual(['Two']);
    expect(await titles('"ed bean"')).toEqual([]);
    expect(await titles('red -rice')).toEqual(['Three']);
    expect(await titles('red -"red beans"')).toEqual(['Three', 'Two']);
    expect(await titles('red -nothing')).toEqual(['One', 'Three', 'Two']);
    expect(await titles('-red')).toEqual([]);
  });

  test('SEARCH-4 a phrase is found wherever in a long text it stands', async () => {
    await written('Long', `${'filling '.repeat(40_000)}red beans${' filling'.repeat(100)}`);
    expect(await titles('"red beans"')).toEqual(['Long']);
    expect(await titles('"beans red"')).toEqual([]);
  });

  test('SEARCH-4 titles alone', async () => {
    await written('Rice', 'beans');
    await written('Beans', 'rice');
    expect(await titles('title:rice')).toEqual(['Rice']);
    expect(await titles('title:ri')).toEqual(['Rice']);
    expect(await titles('title:"rice" beans')).toEqual(['Rice']);
    expect(await titles('-title:rice rice')).toEqual(['Beans']);
  });

  test('SEARCH-5 in a workspace, in a branch, and by whom', async () => {
    const other = await aMember(db, { workspaceId, role: 'editor' });
    const elsewhere = (await aWorkspace(db, admin, 'Zürich')).id;
    const kitchen = await written('The Kitchen', 'rice');
    const shelf = await written('Shelf', 'rice', { actor: other });
    const jar = await written('Jar', 'rice');
    await db.prisma.document.update({ where: { id: shelf }, data: { parentId: kitchen } });
    await db.prisma.document.update({ where: { id: jar }, data: { parentId: shelf } });
    await written('Garden', 'rice');
    await written('Away', 'rice', { workspaceId: elsewhere });
    const everywhere = { on: null };
    expect(await titles('rice', everywhere)).toEqual(['Away', 'Garden', 'Jar', 'Shelf', 'The Kitchen']);
    expect(await titles('rice in:zurich', everywhere)).toEqual(['Away']);
    expect(await titles('rice in:"Forest alliance" -jar', everywhere)).toEqual(['Garden', 'Shelf', 'The Kitchen']);
    expect(await titles('rice in:"the kitchen"')).toEqual(['Jar', 'Shelf', 'The Kitchen']);
    expect(await titles('in:shelf')).toEqual(['Jar', 'Shelf']);
    expect(await titles('rice in:nowhere')).toEqual([]);
    await db.prisma.person.update({ where: { id: other.personId }, data: { displayName: 'Jürgen Öz' } });
    expect(await titles('rice by:jurgen')).toEqual(['Shelf']);
    expect(await titles('by:"Jürgen Öz"')).toEqual(['Shelf']);
    expect(await titles('rice by:me', { actor: other })).toEqual(['Shelf']);
    expect(await titles('rice by:nobody')).toEqual([]);
    expect(await titles('rice tag:food')).toEqual([]);
  });

  test('SEARCH-6 in the language of the workspace, and again when that changes', async () => {
    await written('Versammlungen', 'Die Bäume wurden gegossen');
    expect(await titles('Versammlungen ')).toEqual(['Versammlungen']);
    expect(await titles('Baum ')).toEqual([]);
    await speak('german');
    expect(await titles('Baum ')).toEqual(['Versammlungen']);
    expect(await titles('Versammlung ')).toEqual(['Versammlungen']);
    // As it is typed, and with words that say nothing.
    expect(await titles('Versammlu')).toEqual(['Versammlungen']);
    expect(await titles('die Bäume')).toEqual(['Versammlungen']);
    const english = (await aWorkspace(db, admin, 'English')).id;
    await speak('english', english);
    await written('Meetings', 'the trees were watered', { workspaceId: english });
    expect(await titles('tree ', { on: null })).toEqual(['Meetings']);
    expect(await titles('baum ', { on: null })).toEqual(['Versammlungen']);
    await speak('simple');
    expect(await titles('Baum ')).toEqual([]);
  });

  test('SEARCH-7 the last word as it is being typed', async () => {
    await written('Assembly', 'participants');
    expect(await titles('parti')).toEqual(['Assembly']);
    expect(await titles('parti ')).toEqual([]);
    expect(await titles('assem parti')).toEqual([]);
  });

  test('SEARCH-8 what is called nearly so, where nothing has just these words', async () => {
    await written('Versammlung im Mai');
    await written('Protokoll', { tasks: [{ blockId: 't', parentId: null, text: 'Kaffeemaschine reparieren', isDone: false }] });
    for (const [typed, title] of [
      ['versamlung', 'Versammlung im Mai'],
      ['Prottokoll ', 'Protokoll'],
      ['kafemaschine', 'Protokoll'],
    ] as const) {
      const { items, isSimilar } = await find(typed);
      expect(items.map((item) => item.title), typed).toEqual([title]);
      expect(isSimilar).toBe(true);
    }
    expect(await find('xylophon')).toEqual({ items: [], next: null, isSimilar: false });
    expect((await find('sammlung')).isSimilar).toBe(false);
  });

  test('SEARCH-10 titles come before headings and headings before text, page by page', async () => {
    await written('Text', `${'word '.repeat(20)}rice`);
    await written('Heading', { text: `rice\n${'word '.repeat(20)}`, outline: [{ level: 1, text: 'rice', blockId: 'r' }] });
    await written('Rice');
    await written('About rice');
    const all = (await find('rice')).items.map(({ title }) => title);
    expect(all).toEqual(['Rice', 'About rice', 'Heading', 'Text']);
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await find('rice', { limit: 1, cursor });
      paged.push(...page.items.map(({ title }) => title));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(all);
    for (const wrong of ['-1', 'x', '1e3', '5000']) {
      await expect(find('rice', { cursor: wrong })).rejects.toMatchObject({ code: 'invalid_input' });
    }
  });

  test('SEARCH-9 the words around, and the heading above', async () => {
    await written('Long', {
      text: `Beginning\n${'filler text\n'.repeat(3_000)}Kitchen & café\nWe cook <b>rice</b> here\nEnd\nnothing`,
      outline: [
        { level: 1, text: 'Beginning', blockId: 'b' },
        { level: 2, text: 'Kitchen & café', blockId: 'k' },
        { level: 2, text: 'End', blockId: 'e' },
      ],
    });
    const { items } = await find('rice');
    expect(items).toMatchObject([{ blockId: 'k' }]);
    expect(items[0]?.snippet).toContainEqual({ text: 'rice', isMatch: true });
    expect(items[0]?.snippet.map(({ text }) => text).join('')).toContain('We cook <b>rice</b> here');
    expect((await find('long')).items).toMatchObject([{ blockId: null }]);
  });
});

describe('what somebody may not read', () => {
  test('SEARCH-11 is not found, nor what belongs to it, nor by its name', async () => {
    const reader = await aMember(db, { workspaceId, role: 'reader' });
    const outsider = await aMember(db);
    const secret = await written('Secret plan', {
      text: 'hidden lentils',
      tasks: [{ blockId: 't', parentId: null, text: 'hide lentils', isDone: false }],
      decisions: [{ blockId: 'd', text: 'lentils are hidden', result: 'open', yes: null, no: null, abstain: null }],
    });
    const below = await written('Below', 'lentils');
    await db.prisma.document.update({ where: { id: below }, data: { parentId: secret } });
    const say = await authorize(db, { actor: admin, action: 'document.comment', on: secret });
    await startThread(say, { quote: '', body: 'lentils?' });
    await anAttachment(db, { documentId: secret, name: 'lentils.txt' });
    await indexChanged(db.pool);
    expect((await find('lentils', { actor: reader })).items).toHaveLength(6);
    const restrict = await authorize(db, { actor: admin, action: 'document.restrict', on: secret });
    await restrictDocument(restrict);
    await db.prisma.document.update({ where: { id: below }, data: { scopeId: secret } });
    for (const on of [workspaceId, null]) {
      for (const typed of ['lentils', 'secret', 'secrt', 'in:"secret plan"', '"hidden lentils"', 'in:pad', 'in:secret lentils']) {
        expect(await find(typed, { actor: reader, on }), typed).toEqual({ items: [], next: null, isSimilar: false });
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
    const other = (await aWorkspace(db, admin, 'Other')).id;
    for (const id of [workspaceId, other]) {
      await db.prisma.participation.create({
        data: { workspaceId: id, groupId: group.id, role: 'editor', representation: id === other ? 'delegates' : 'everybody' },
      });
    }
    await db.prisma.delegate.create({ data: { workspaceId: other, groupId: group.id, personId: people[1].personId } });
    await db.prisma.membership.create({ data: { workspaceId: other, personId: people[2].personId, role: 'reader' } });
    const ids: string[] = [];
    for (let i = 0; i < 24; i += 1) {
      const id = await written(`Doc ${i}`, 'lentils', { workspaceId: chance(2) ? workspaceId : other });
      ids.push(id);
      if (chance(2)) continue;
      await db.prisma.document.update({ where: { id }, data: { scopeId: id } });
      for (const person of people) {
        if (!chance(2)) await db.prisma.documentRule.create({ data: { documentId: id, personId: person.personId, role: 'reader' } });
      }
      if (!chance(3)) await db.prisma.documentRule.create({ data: { documentId: id, groupId: group.id, role: 'reader' } });
    }
    for (const actor of [admin, ...people]) {
      const may = await Promise.all(
        ids.map(async (on) => authorize(db, { actor, action: 'document.read', on }).then(() => on, () => null)),
      );
      const { items } = await find('lentils', { actor, on: null, limit: 50 });
      expect(items.map(({ documentId }) => documentId).sort(), `SEED=${seed}`).toEqual(may.filter((id) => id !== null).sort());
    }
  });

  test('SEARCH-12 what lies in the trash, and templates, nobody finds', async () => {
    const id = await written('Rice', 'lentils');
    await db.prisma.document.update({ where: { id: await written('Template', 'lentils') }, data: { isTemplate: true } });
    expect(await titles('lentils')).toEqual(['Rice']);
    await trashDocument(await authorize(db, { actor: admin, action: 'document.organise', on: id }));
    expect(await titles('lentils')).toEqual([]);
    await db.prisma.workspace.update({ where: { id: workspaceId }, data: { deletedAt: new Date() } });
    expect(await titles('lentils', { on: null })).toEqual([]);
  });
});

describe('what has changed', () => {
  test('SEARCH-13 titles, texts, comments and attachments are found as they are now', async () => {
    const id = await written('Rice', 'beans');
    await patchDocument(await authorize(db, { actor: admin, action: 'document.organise', on: id }), { patch: { title: 'Lentils' } });
    await indexChanged(db.pool);
    expect([await titles('rice '), await titles('lentils')]).toEqual([[], ['Lentils']]);
    const say = () => authorize(db, { actor: admin, action: 'document.comment', on: id });
    const threadId = await startThread(await say(), { quote: '', body: 'onions' });
    await indexChanged(db.pool);
    expect(await titles('onions')).toEqual(['Lentils']);
    const commentId = (await db.prisma.comment.findFirstOrThrow({ where: { threadId } })).id;
    await editComment(await say(), { commentId, body: 'garlic' });
    await indexChanged(db.pool);
    expect([await titles('onions'), await titles('garlic')]).toEqual([[], ['Lentils']]);
    await deleteComment(await say(), commentId);
    // At once, whether that was taken in or not.
    expect(await titles('garlic')).toEqual([]);
    await indexChanged(db.pool);
    expect(await db.prisma.searchEntry.count({ where: { kind: 'comment', documentId: id } })).toBe(0);
  });

  test('SEARCH-14 a change that comes while a document is read is taken in afterwards', async () => {
    const id = await written('Rice');
    await db.prisma.document.update({ where: { id }, data: { title: 'Beans' } });
    const [changed] = await listChanged(db.pool, 10);
    await indexDocument(db.pool, id);
    await db.prisma.document.update({ where: { id }, data: { title: 'Lentils' } });
    await forgetChanges(db.pool, changed?.changes ?? []);
    expect(await indexChanged(db.pool)).toBe(1);
    expect(await titles('lentils')).toEqual(['Lentils']);
  });

  test('SEARCH-14 all of it is made again, and the same', async () => {
    await written('Rice', 'beans');
    await written('Größe', '総会の議事録');
    const all = async () =>
      (await db.pool.query('SELECT ctid, e.* FROM search_entry e ORDER BY document_id, kind, part')).rows;
    const before = await all();
    await markAllChanged(db.pool);
    await indexChanged(db.pool);
    // What stays the same is not written again.
    expect(await all()).toEqual(before);
    await db.pool.query('DELETE FROM search_entry');
    await markAllChanged(db.pool);
    await indexChanged(db.pool);
    expect((await all()).map(({ ctid: _, ...row }) => row)).toEqual(before.map(({ ctid: _, ...row }) => row));
  });

  test('SEARCH-15 the longest text in any script is taken in', async () => {
    const letters = Array.from({ length: 1_000_000 }, (_, i) => String.fromCodePoint(0x4e00 + ((i * 7_919) % 20_000)));
    await written('Long', letters.join('').slice(0, 1_000_000));
    await written('Words', Array.from({ length: 150_000 }, (_, i) => `w${i.toString(36)}`).join(' '));
    expect(await titles('w1')).toEqual(['Words']);
    expect(await titles(letters.slice(0, 4).join(''))).toEqual(['Long']);
  });

  test('SEARCH-16 finding takes the index, and as many queries however much there is', async () => {
    await written('Rice', 'beans');
    const queries = vi.spyOn(db.pool, 'query');
    const connections = vi.spyOn(db.pool, 'connect');
    await find('beans');
    const few = [queries.mock.calls.length, connections.mock.calls.length];
    for (let i = 0; i < 5; i += 1) await written(`Doc ${i}`, 'beans');
    queries.mockClear();
    connections.mockClear();
    await find('beans');
    expect([queries.mock.calls.length, connections.mock.calls.length]).toEqual(few);
    queries.mockRestore();
    connections.mockRestore();
  });
});

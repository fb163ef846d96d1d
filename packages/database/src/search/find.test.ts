import type { SearchKind } from '@plenum/domain/search/kinds';
import type { SearchLanguage } from '@plenum/domain/workspaces/languages';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { startThread } from '../comments/comments.ts';
import { restrictDocument } from '../documents/rules.ts';
import { patchDocument } from '../documents/writes.ts';
import { aMember, anAttachment, aWorkspace } from '../testing/factories.ts';
import { SearchKit } from '../testing/search-kit.ts';
import { patchWorkspace } from '../workspaces/writes.ts';
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

async function speak(language: SearchLanguage, on = kit.workspaceId): Promise<void> {
  await patchWorkspace(await authorize(db, { actor: kit.admin, action: 'workspace.manage', on }), {
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
      decisions: [
        { blockId: 'd', text: 'We buy a lentils mill', result: 'accepted', yes: 1, no: 0, abstain: 0 },
      ],
    });
    await written('Lentils', '', { kind: 'wiki' });
    await written('Shopping', 'lentils', { kind: 'tasks' });
    const comment = await authorize(db, { actor: kit.admin, action: 'document.comment', on: pad });
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
    expect(items[0]).toMatchObject({ kind: 'wiki', workspaceId: kit.workspaceId });
    expect({ next, isSimilar }).toEqual({ next: null, isSimilar: false });
    expect(items.find(({ kind }) => kind === 'attachment')?.partId).toBe(attachment.id);
    for (const kind of [
      'pad',
      'wiki',
      'tasks',
      'task',
      'comment',
      'decision',
      'attachment',
    ] as SearchKind[]) {
      expect(
        (await find('lentils', { kind })).items.map((item) => item.kind),
        kind,
      ).toEqual([kind]);
      const place = kind === 'tasks' ? 'list' : kind;
      expect(
        (await find(`lentils in:${place}`)).items.map((item) => item.kind),
        kind,
      ).toEqual([kind]);
    }
  });

  test('SEARCH-2 whatever the accents and case, in whatever way they were typed', async () => {
    await written('Größe', 'Une soirée à la CAFÉTÉRIA');
    for (const typed of ['grosse', 'GRÖSSE', 'soiree cafeteria', 'soirée', 'cafe\u0301te\u0301ria']) {
      expect(await titles(typed), typed).toEqual(['Größe']);
    }
  });

  test.each([
    [
      'Chinese',
      '会议记录',
      '我们讨论了森林保护的问题。',
      ['森林', '保护的', '林', '记录', '会议记录'],
      ['森护', '林森'],
    ],
    [
      'Japanese',
      '総会の議事録',
      '本日は予算案とポスターについて話し合いました。',
      ['予算', 'ポスター', '議事録', '総会'],
      ['算予案', '予案'],
    ],
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

  test('SEARCH-20 a search that takes too long ends and says so', async () => {
    await written('Rice');
    const client = await db.pool.connect();
    try {
      await client.query('BEGIN; LOCK search_entry');
      await expect(find('rice')).rejects.toMatchObject({ code: 'unavailable' });
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
    expect(await titles('rice')).toEqual(['Rice']);
  });

  test('SEARCH-4 titles alone', async () => {
    await written('Rice', 'beans');
    await written('Beans', 'rice');
    expect(await titles('title:rice')).toEqual(['Rice']);
    expect(await titles('title:ri')).toEqual(['Rice']);
    expect(await titles('title:"rice" beans')).toEqual(['Rice']);
    expect(await titles('-title:rice rice')).toEqual(['Beans']);
    await speak('german');
    await written('Protokoll', 'Die Bäume blühen');
    await written('Bäume', 'Protokoll');
    expect(await titles('title:Bäume')).toEqual(['Bäume']);
    expect(await titles('title:bäu')).toEqual(['Bäume']);
    expect(await titles('title:baum')).toEqual(['Bäume']);
    expect(await titles('-title:Bäume blühen')).toEqual(['Protokoll']);
  });

  test('SEARCH-5 in a workspace, in a branch, and by whom', async () => {
    const other = await aMember(db, { workspaceId: kit.workspaceId, role: 'editor' });
    const elsewhere = (await aWorkspace(db, kit.admin, 'Zürich')).id;
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
    expect(await titles('rice in:"Forest alliance" -jar', everywhere)).toEqual([
      'Garden',
      'Shelf',
      'The Kitchen',
    ]);
    expect(await titles('rice in:"the kitchen"')).toEqual(['Jar', 'Shelf', 'The Kitchen']);
    expect(await titles('in:shelf')).toEqual(['Jar', 'Shelf']);
    expect(await titles('rice in:nowhere')).toEqual([]);
    await db.prisma.person.update({ where: { id: other.personId }, data: { displayName: 'Jürgen Öz' } });
    expect(await titles('rice by:jurgen')).toEqual(['Shelf']);
    expect(await titles('by:"Jürgen Öz"')).toEqual(['Shelf']);
    expect(await titles('rice by:me', { actor: other })).toEqual(['Shelf']);
    expect(await titles('rice by:nobody')).toEqual([]);
    expect(await titles('rice -by:jurgen')).toEqual(['Garden', 'Jar', 'The Kitchen']);
    expect(await titles('rice -in:"the kitchen"')).toEqual(['Garden']);
    expect(await titles('rice -in:pads')).toEqual([]);
    expect(await titles('rice -tag:any in:"the kitchen"')).toEqual(['Jar', 'Shelf', 'The Kitchen']);
    expect(await titles('rice tag:food')).toEqual([]);
  });

  test('SEARCH-5 by tags, however they are written, and by these alone the documents that have them', async () => {
    const tagged = async (title: string, text: string, tags: string[]) => {
      const id = await written(title, text);
      const grant = await authorize(db, { actor: kit.admin, action: 'document.organise', on: id });
      await patchDocument(grant, { patch: { tags } });
      return id;
    };
    const jar = await tagged('Jar', 'rice', ['Essen & Trinken', 'Größe']);
    await tagged('Sack', 'rice', ['größe']);
    await written('Bag', 'rice');
    const comment = await authorize(db, { actor: kit.admin, action: 'document.comment', on: jar });
    await startThread(comment, { body: 'rice is good', quote: '' });
    await indexChanged(db.pool);
    expect(await titles('rice tag:GROSSE')).toEqual(['Jar', 'Jar', 'Sack']);
    expect(await titles('tag:grosse')).toEqual(['Jar', 'Sack']);
    expect(await titles('tag:grosse in:comments')).toEqual(['Jar']);
    expect(await titles('tag:grosse', { kind: 'comment' })).toEqual(['Jar']);
    expect(await titles('tag:"essen trinken" tag:größe')).toEqual(['Jar']);
    expect(await titles('tag:essen')).toEqual([]);
    expect(await titles('rice -tag:größe')).toEqual(['Bag']);
    await restrictDocument(await authorize(db, { actor: kit.admin, action: 'document.restrict', on: jar }));
    const reader = await aMember(db, { workspaceId: kit.workspaceId, role: 'reader' });
    expect(await titles('tag:grosse', { actor: reader })).toEqual(['Sack']);
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
    const english = (await aWorkspace(db, kit.admin, 'English')).id;
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
    await written('Protokoll', {
      tasks: [{ blockId: 't', parentId: null, text: 'Kaffeemaschine reparieren', isDone: false }],
    });
    for (const [typed, title] of [
      ['versamlung', 'Versammlung im Mai'],
      ['Prottokoll ', 'Protokoll'],
      ['kafemaschine', 'Protokoll'],
    ] as const) {
      const { items, isSimilar } = await find(typed);
      expect(
        items.map((item) => item.title),
        typed,
      ).toEqual([title]);
      expect(isSimilar).toBe(true);
    }
    expect(await find('xylophon')).toEqual({ items: [], next: null, isSimilar: false });
    expect((await find('sammlung')).isSimilar).toBe(false);
  });

  test('SEARCH-10 titles come before headings and headings before text, page by page', async () => {
    await written('Text', `${'word '.repeat(20)}rice`);
    await written('Heading', {
      text: `rice\n${'word '.repeat(20)}`,
      outline: [{ level: 1, text: 'rice', blockId: 'r' }],
    });
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

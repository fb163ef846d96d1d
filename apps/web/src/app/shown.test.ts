// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { publish } from '@plenum/database/publications/writes';
import { createShareLink } from '@plenum/database/shares/writes';
import { aDocument, aMember, aWorkspace } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import type { NodeJson } from '@plenum/editor/schema/json';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { loadViewAs } from '#features/documents/loaders.ts';
import { readingView, slideView } from '#lib/document-views.ts';
import { pagesNow } from '#lib/pages-now.ts';
import { callApi, callWell } from '#lib/testing/call-api.ts';
import { aPerson, type Person } from '#lib/testing/people.ts';
import { openWebDatabase, Visitor } from '#lib/testing/visitor.ts';
import { textNow } from '#lib/text-now.ts';
import { ENDPOINTS } from './api/v1/endpoints.ts';
import { GET as publicPage } from './p/[slug]/[[...page]]/route.ts';
import { GET as sharedBelow } from './s/[token]/[document]/route.ts';
import { GET as shownByLink } from './s/[token]/[document]/shown/route.ts';
import { GET as shared } from './s/[token]/route.ts';

const ORIGIN = 'http://localhost:3000';
const GONE = 'What was to be shown here is gone, or you may not read it.';
const NOBODY = '0192f000-0000-7000-8000-00000000000f';

let db: Database;
let admin: Member;
let reader: Person;
let workspaceId: string;
beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  reader = await aPerson(db, 'reader', workspaceId);
});

const line = (text: string, id: string | null = null): NodeJson => ({
  type: 'paragraph',
  attrs: { id },
  content: [{ type: 'text', text }],
});
const heading = (text: string, id: string, level = 2): NodeJson => ({
  ...line(text),
  type: 'heading',
  attrs: { id, level },
});
const show = (documentId: string, blockId: string | null = null): NodeJson => ({
  type: 'transclusion',
  attrs: { documentId, blockId },
});
const CHILDREN: NodeJson = { type: 'childPages', attrs: { levels: 1 } };

type Columns = { title?: string; kind?: 'pad' | 'wiki'; parentId?: string; access?: 'draft' };

async function document(columns: Columns, ...content: NodeJson[]): Promise<string> {
  const seed = updateFromJson({ type: 'doc', content });
  return (await aDocument(db, { actor: admin, workspaceId, seed, ...columns })).id;
}

/** What a member reads of a document. */
async function read(on: string, by = reader): Promise<string> {
  const grant = await authorize(db, { actor: by.member as Member, action: 'document.read', on });
  return (await by.visitor.asks(() => readingView(grant))).html;
}

const frame = (documentId: string, inside: string, block = '') =>
  `<div class="shown-page" data-page="${documentId}"${block}><p>${inside}</p></div>`;

async function byLink(token: string, document?: string): Promise<string> {
  const answer = await new Visitor().asks(() =>
    document === undefined
      ? shared(new Request(ORIGIN), { params: Promise.resolve({ token }) })
      : sharedBelow(new Request(ORIGIN), { params: Promise.resolve({ token, document }) }),
  );
  return answer.text();
}

async function link(
  on: string,
  options: Partial<Parameters<typeof createShareLink>[1]> = {},
): Promise<string> {
  const grant = await authorize(db, { actor: admin, action: 'document.share', on });
  return (await createShareLink(grant, { role: 'reader', ...options })).token;
}

test('EMBED-2 a page shows the text of another, framed, with its title and a link to it', async () => {
  const soup = await document({ title: 'Soup <b>' }, heading('How', 'h1'), line('Stir & wait.'));
  const html = await read(await document({}, line('Before.'), show(soup)));
  expect(html).toContain('Before.');
  expect(html).toContain(
    `<div class="shown-page" data-page="${soup}" role="group" aria-label="From “Soup &lt;b&gt;”">`,
  );
  expect(html).toContain(`<a href="/d/${soup}"><bdi>Soup &lt;b&gt;</bdi></a>`);
  // Its elements take no id of the page around them.
  expect(html).toContain('<h2 dir="auto">How</h2><p dir="auto">Stir &amp; wait.</p>');
});

test('EMBED-2 of a block it shows what lies in it, and of a heading its section', async () => {
  const soup = await document(
    { title: 'Soup' },
    heading('One', 'h1'),
    line('First.', 'p1'),
    heading('Deeper', 'h2', 3),
    line('Second.'),
    heading('Two', 'h3'),
    line('Third.'),
  );
  const section = await read(await document({}, show(soup, 'h1')));
  expect(section).toContain(`<a href="/d/${soup}#block-h1">`);
  for (const words of ['One', 'First.', 'Deeper', 'Second.']) expect(section).toContain(words);
  for (const words of ['Two', 'Third.']) expect(section).not.toContain(words);
  const block = await read(await document({}, show(soup, 'p1')));
  expect(block).toContain('First.');
  expect(block).not.toContain('Second.');
  expect(await read(await document({}, show(soup, 'none')))).toContain(
    frame(soup, GONE, ' data-block="none"'),
  );
});

test('EMBED-2 what is gone looks like what the reader may not read, and each reader has what they may', async () => {
  const secret = await document({ title: 'Secret', access: 'draft' }, line('Hidden words.'));
  const gone = await document({ title: 'Gone' }, line('Lost words.'));
  const page = await document({}, show(secret), show(gone), show(NOBODY));
  const sees = [gone, secret];
  expect(await read(page)).toContain('Lost words.');
  await db.prisma.document.update({ where: { id: gone }, data: { deletedAt: new Date() } });
  const html = await read(page);
  for (const id of [...sees, NOBODY]) expect(html).toContain(frame(id, GONE));
  expect(html).not.toMatch(/Hidden|Secret|Lost|Gone</);
  // Whoever came before does not leave it to who comes after.
  const owner = { ...reader, member: admin };
  expect(await read(page, owner)).toContain('Hidden words.');
  expect(await read(page)).toBe(html);
});

test('EMBED-3 a link shows within its page what it leads to itself, and nothing else', async () => {
  const other = await document({ title: 'Other' }, line('Elsewhere words.'));
  const page = await document({ kind: 'wiki', title: 'Page' });
  const below = await document({ kind: 'wiki', title: 'Below', parentId: page }, line('Below words.'));
  const hidden = await document(
    { kind: 'wiki', title: 'Hidden', parentId: page, access: 'draft' },
    line('Hidden words.'),
  );
  const top = await document(
    { kind: 'wiki', parentId: page, title: 'Top' },
    show(other),
    show(below),
    show(hidden),
    CHILDREN,
  );
  const own = await link(top);
  const alone = await byLink(own);
  for (const id of [other, below, hidden]) expect(alone).toContain(frame(id, GONE));
  expect(alone).not.toMatch(/words|Below|Other|Hidden/);
  const token = await link(page, { covers: 'branch' });
  const branch = await byLink(token, top);
  expect(branch).toContain('Below words.');
  expect(branch).toContain(`<a href="/s/${token}/${below}"><bdi>Below</bdi></a>`);
  expect(branch).not.toMatch(/Elsewhere|Other|Hidden/);
  // What is kept of the pages is for everybody, and what is shown within them for nobody else.
  expect(await byLink(own)).toBe(alone);
});

test('EMBED-3 a link asks for what is shown within its page as far as it leads there', async () => {
  const other = await document({ title: 'Other' }, line('Elsewhere words.'));
  const page = await document({ title: 'Page' }, show(other));
  const token = await link(page);
  const ask = async (documentId: string, of: string) => {
    const request = new Request(`${ORIGIN}/s/${token}/${documentId}/shown?of=${of}`);
    return new Visitor().asks(() =>
      shownByLink(request, { params: Promise.resolve({ token, document: documentId }) }),
    );
  };
  const answer = await ask(page, other);
  expect(await answer.json()).toEqual({
    items: [{ documentId: other, blockId: null, html: frame(other, GONE) }],
    childPages: null,
  });
  expect((await ask(other, other)).status).toBe(404);
  expect((await ask(page, 'nonsense')).status).toBe(400);
});

test('EMBED-3 a link to the text of one moment, and a look at what somebody else sees, show nothing from elsewhere', async () => {
  const other = await document({ title: 'Other' }, line('Elsewhere words.'));
  const page = await document({ title: 'Page' }, show(other), CHILDREN);
  const grant = await authorize(db, { actor: admin, action: 'document.read', on: page });
  const frozen = await byLink(await link(page, { frozen: await textNow(grant) }));
  expect(frozen).toContain(frame(other, GONE));
  const { member, visitor } = await aPerson(db, 'editor', workspaceId);
  const subject = { kind: 'person', id: reader.member?.personId ?? '' } as const;
  const seen = await visitor.asks(() => loadViewAs(page, subject));
  expect(member).not.toBeNull();
  expect(seen.html).toContain(frame(other, GONE));
  expect(`${frozen}${seen.html}`).not.toMatch(/Elsewhere|>Other/);
});

test('EMBED-3 the public is shown what is public, as it was published', async () => {
  const other = await document({ title: 'Other' }, line('Elsewhere words.'));
  const page = await document({ kind: 'wiki', title: 'Page' }, show(other), CHILDREN);
  const below = await document({ kind: 'wiki', title: 'Below', parentId: page }, line('Public words.'));
  await document({ kind: 'wiki', title: 'Hidden', parentId: page, access: 'draft' }, line('Hidden words.'));
  const about = await document({ kind: 'wiki', title: 'About', parentId: page }, show(below), show(other));
  const share = await authorize(db, { actor: admin, action: 'document.share', on: page });
  const settings = { slug: 'forest', covers: 'branch', isIndexed: false, hasFeed: false } as const;
  await publish(share, { settings, pages: await pagesNow(share, 'branch') });
  const visit = async (name?: string) => {
    const params = Promise.resolve({ slug: 'forest', ...(name !== undefined && { page: [name] }) });
    return (await new Visitor().asks(() => publicPage(new Request(ORIGIN), { params }))).text();
  };
  const first = await visit();
  expect(first).toContain(frame(other, GONE));
  expect(first).toMatch(/<ul role="list">.*<bdi>About<\/bdi>.*<bdi>Below<\/bdi>/);
  const { slug } = await db.prisma.publicPage.findUniqueOrThrow({ where: { documentId: about } });
  const second = await visit(slug);
  expect(second).toContain('Public words.');
  expect(`${first}${second}`).not.toMatch(/Elsewhere|Other|Hidden/);
});

test('EMBED-4 texts within texts are shown, two deep, and none within itself', async () => {
  const third = await document({ title: 'Third' }, line('Third words.'));
  const second = await document({ title: 'Second' }, line('Second words.'), show(third));
  const first = await document({ title: 'First' }, line('First words.'), show(second));
  const html = await read(await document({}, show(first)));
  expect(html).toContain('First words.');
  expect(html).toContain('Second words.');
  expect(html).not.toContain('Third words.');
  expect(html).toContain(`<a href="/d/${third}">More is to be shown here than one page shows.</a>`);
});

test('EMBED-4 texts that show each other, and a section that shows itself, come to an end', async () => {
  const [one, two] = [await document({ title: 'One' }), await document({ title: 'Two' })];
  const set = async (id: string, ...content: NodeJson[]) => {
    const { appendUpdate } = await import('@plenum/database/documents/rows');
    const grant = await authorize(db, { actor: admin, action: 'document.write', on: id });
    await appendUpdate(grant, updateFromJson({ type: 'doc', content }));
  };
  await set(one, line('Words of one.'), show(two), show(one));
  await set(two, line('Words of two.'), show(one), show(two));
  const html = await read(one);
  expect(html.match(/Words of one/g)).toHaveLength(1);
  expect(html.match(/Words of two/g)).toHaveLength(1);
  expect(html.match(/This text is shown around this place already/g)).toHaveLength(3);
  const itself = await document({});
  await set(itself, heading('Section', 'h'), show(itself, 'h'), heading('Other', 'o'));
  expect((await read(itself)).match(/Section/g)).toHaveLength(2);
});

test('EMBED-4 of a thousand places the first twenty show something, by as many queries as for twenty', async () => {
  const texts = await Promise.all(
    Array.from({ length: 30 }, (_, index) => document({ title: `Text ${index}` }, line(`Words ${index}.`))),
  );
  const many = Array.from({ length: 1_000 }, (_, index) => show(texts[index % 30] ?? ''));
  const [few, lots] = [await document({}, ...many.slice(0, 20)), await document({}, ...many)];
  const counted = async (on: string) => {
    await read(on);
    const queries = vi.spyOn(db.pool, 'query');
    const connects = vi.spyOn(db.pool, 'connect');
    const html = await read(on);
    const count = queries.mock.calls.length + connects.mock.calls.length;
    queries.mockRestore();
    connects.mockRestore();
    return { html, count };
  };
  const [twenty, thousand] = [await counted(few), await counted(lots)];
  expect(thousand.html.match(/Words \d+\./g)).toHaveLength(20);
  expect(thousand.html.match(/More is to be shown here/g)).toHaveLength(980);
  expect(thousand.count).toBeLessThanOrEqual(twenty.count);
  expect(twenty.count).toBeLessThanOrEqual(12);
});

test('EMBED-4 of a long text its beginning is shown, and all of them are no longer than a page bears', async () => {
  const long = await document(
    { title: 'Long' },
    ...Array.from({ length: 500 }, (_, n) => line(`${n} ${'x'.repeat(100)}`)),
  );
  const html = await read(await document({}, ...Array.from({ length: 20 }, () => show(long))));
  expect(html).toContain(`<p><a href="/d/${long}">Show more</a></p>`);
  expect(html).not.toContain('499 x');
  expect(html.length).toBeLessThan(500_000);
  expect(html.match(/>0 x/g)?.length).toBeGreaterThan(5);
});

test('EMBED-5 a list has the pages below, in their order, that whoever reads may read', async () => {
  const page = await document({ kind: 'wiki', title: 'Top' }, CHILDREN, {
    type: 'childPages',
    attrs: { levels: 2 },
  });
  expect(await read(page)).toContain('There are no pages below this one.');
  const b = await document({ kind: 'wiki', title: 'B', parentId: page });
  await document({ kind: 'wiki', title: 'A <i>', parentId: page });
  await document({ kind: 'wiki', title: 'Hidden', parentId: page, access: 'draft' });
  const deep = await document({ kind: 'wiki', title: 'Deep', parentId: b });
  await db.prisma.document.update({ where: { id: b }, data: { icon: '🌱' } });
  const [one = '', two = ''] = (await read(page)).match(/<nav class="child-pages".*?<\/nav>/g) ?? [];
  expect(one).toMatch(/<span aria-hidden="true">🌱<\/span> <bdi>B<\/bdi>.*<bdi>A &lt;i&gt;<\/bdi>/);
  expect(one).not.toContain('Deep');
  expect(two).toContain(`<ul role="list"><li><a href="/d/${deep}"><bdi>Deep</bdi></a></li></ul>`);
  expect(`${one}${two}`).not.toContain('Hidden');
  expect(await read(await document({ kind: 'pad' }, CHILDREN))).toContain(
    'Pages below are listed in wiki pages alone.',
  );
});

test('EMBED-5 a long list is bounded and leads to the tree, by as many queries as a short one', async () => {
  const page = await document({ kind: 'wiki', title: 'Top' }, { type: 'childPages', attrs: { levels: 2 } });
  const counted = async () => {
    const queries = vi.spyOn(db.pool, 'query');
    const html = await read(page);
    const count = queries.mock.calls.length;
    queries.mockRestore();
    return { html, count };
  };
  for (let n = 0; n < 5; n += 1) {
    const parentId = await document({ kind: 'wiki', title: `Page ${n}`, parentId: page });
    await document({ kind: 'wiki', title: `Below ${n}`, parentId });
  }
  await counted();
  const short = await counted();
  for (let n = 5; n < 55; n += 1) await document({ kind: 'wiki', title: `Page ${n}`, parentId: page });
  const long = await counted();
  expect(long.html.match(/<bdi>Page/g)).toHaveLength(50);
  const { slug } = await db.prisma.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  expect(long.html).toContain(`<a href="/w/${slug}/wiki?open=${page}">Show more</a>`);
  // One more asks for the name of the workspace.
  expect(long.count).toBeLessThanOrEqual(short.count + 1);
});

test('EMBED-2 slides show it, too', async () => {
  const soup = await document({ title: 'Soup' }, line('Stir.'));
  const on = await document({}, show(soup), { type: 'horizontalRule' }, show(NOBODY));
  const grant = await authorize(db, { actor: admin, action: 'document.read', on });
  const { html } = await reader.visitor.asks(() => slideView(grant));
  expect(html).toContain('Stir.');
  expect(html).toContain(GONE);
});

test('EMBED-11 programs ask for what is shown, and again only for what has changed', async () => {
  const soup = await document({ title: 'Soup' }, line('Stir.', 'p'), line('Wait.'));
  const secret = await document({ title: 'Secret', access: 'draft' }, line('Hidden words.'));
  const page = await document({ kind: 'wiki', title: 'Page' });
  const query = `?of=${soup}.p,${secret}&levels=1`;
  const answer = await callWell(ENDPOINTS.getShown, { by: reader, id: page, query });
  expect(answer.items).toMatchObject([
    { documentId: soup, blockId: 'p', html: expect.stringContaining('Stir.') },
    { documentId: secret, blockId: null, html: frame(secret, GONE) },
  ]);
  expect(JSON.stringify(answer)).not.toMatch(/Wait|Hidden/);
  expect(answer.childPages).toContain('There are no pages below this one.');
  const first = await callApi(ENDPOINTS.getShown, { by: reader, id: page, query });
  const etag = first.headers.get('etag') ?? '';
  const again = { by: reader, id: page, query, headers: { 'if-none-match': etag } };
  expect((await callApi(ENDPOINTS.getShown, again)).status).toBe(304);
  await db.prisma.document.update({ where: { id: soup }, data: { title: 'Stew' } });
  expect((await callApi(ENDPOINTS.getShown, again)).status).toBe(200);
  expect((await callApi(ENDPOINTS.getShown, { by: reader, id: page, query: '?of=x' })).status).toBe(400);
  expect((await callApi(ENDPOINTS.getShown, { by: reader, id: secret, query })).status).toBe(404);
});

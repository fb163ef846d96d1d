// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { authorize } from '@plenum/database/access/authorize';
import { archiveDocument } from '@plenum/database/documents/archive';
import { expect, test } from 'vitest';
import { loadViewAs } from '#features/documents/loaders.ts';
import { slideView } from '#lib/document-views.ts';
import { callApi, callWell } from '#lib/testing/call-api.ts';
import { aPerson } from '#lib/testing/people.ts';
import { childPages, frame, GONE, heading, line, NOBODY, ShownKit, show } from '#lib/testing/shown-kit.ts';
import { Visitor } from '#lib/testing/visitor.ts';
import { textNow } from '#lib/text-now.ts';
import { ENDPOINTS } from './api/v1/endpoints.ts';
import { GET as sharedBelow } from './s/[token]/[document]/route.ts';
import { GET as shownByLink } from './s/[token]/[document]/shown/route.ts';
import { GET as shared } from './s/[token]/route.ts';

const ORIGIN = 'http://localhost:3000';

const kit = await ShownKit.open();
const { db, document, link, read } = kit;

async function byLink(token: string, document?: string): Promise<string> {
  const answer = await new Visitor().asks(() =>
    document === undefined
      ? shared(new Request(ORIGIN), { params: Promise.resolve({ token }) })
      : sharedBelow(new Request(ORIGIN), { params: Promise.resolve({ token, document }) }),
  );
  return answer.text();
}

test('EMBED-2 a page shows the text of another, framed, with its title and a link to it', async () => {
  const soup = await document({ title: 'Soup <b>' }, heading('How', 'h1'), line('Stir & wait.'));
  const html = await read(await document({}, line('Before.'), show(soup)));
  expect(html).toContain('Before.');
  expect(html).toContain(
    `<div class="shown-page" data-page="${soup}" role="group" aria-label="From: Soup &lt;b&gt;">`,
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
  expect(await kit.read(page, kit.admin)).toContain('Hidden words.');
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
    childPages(),
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
  const page = await document({ title: 'Page' }, show(other), childPages());
  const grant = await authorize(db, { actor: kit.admin, action: 'document.read', on: page });
  const frozen = await byLink(await link(page, { frozen: await textNow(grant) }));
  expect(frozen).toContain(frame(other, GONE));
  const { member, visitor } = await aPerson(db, 'editor', kit.workspaceId);
  const subject = { kind: 'person', id: kit.reader.member?.personId ?? '' } as const;
  const seen = await visitor.asks(() => loadViewAs(page, subject));
  expect(member).not.toBeNull();
  expect(seen.html).toContain(frame(other, GONE));
  expect(`${frozen}${seen.html}`).not.toMatch(/Elsewhere|>Other/);
});

test('EMBED-2 slides show it, too', async () => {
  const soup = await document({ title: 'Soup' }, line('Stir.'));
  const on = await document({}, show(soup), { type: 'horizontalRule' }, show(NOBODY));
  const grant = await authorize(db, { actor: kit.admin, action: 'document.read', on });
  const { html } = await kit.reader.visitor.asks(() => slideView(grant));
  expect(html).toContain('Stir.');
  expect(html).toContain(GONE);
});

test('EMBED-11 programs ask for what is shown, and again only for what has changed', async () => {
  const soup = await document({ title: 'Soup' }, line('Stir.', 'p'), line('Wait.'));
  const secret = await document({ title: 'Secret', access: 'draft' }, line('Hidden words.'));
  const page = await document({ kind: 'wiki', title: 'Page' });
  const query = `?of=${soup}.p,${secret}&levels=1`;
  const answer = await callWell(ENDPOINTS.getShown, { by: kit.reader, id: page, query });
  expect(answer.items).toMatchObject([
    { documentId: soup, blockId: 'p', html: expect.stringContaining('Stir.') },
    { documentId: secret, blockId: null, html: frame(secret, GONE) },
  ]);
  expect(JSON.stringify(answer)).not.toMatch(/Wait|Hidden/);
  expect(answer.childPages).toContain('There are no pages below this one.');
  const first = await callApi(ENDPOINTS.getShown, { by: kit.reader, id: page, query });
  const etag = first.headers.get('etag') ?? '';
  const again = { by: kit.reader, id: page, query, headers: { 'if-none-match': etag } };
  expect((await callApi(ENDPOINTS.getShown, again)).status).toBe(304);
  await db.prisma.document.update({ where: { id: soup }, data: { title: 'Stew' } });
  expect((await callApi(ENDPOINTS.getShown, again)).status).toBe(200);
  expect((await callApi(ENDPOINTS.getShown, { by: kit.reader, id: page, query: '?of=x' })).status).toBe(400);
  expect((await callApi(ENDPOINTS.getShown, { by: kit.reader, id: secret, query })).status).toBe(404);
});

test('EMBED-5 a link to a branch lists the pages below, bounded, none of the archive, as many levels as are asked for', async () => {
  const page = await document({ kind: 'wiki', title: 'Page' }, childPages());
  const token = await link(page, { covers: 'branch' });
  const listed = async () => (await byLink(token)).match(/<nav class="child-pages".*?<\/nav>/)?.[0] ?? '';
  expect(await listed()).toContain('There are no pages below this one.');
  const old = await document({ kind: 'wiki', title: 'Old', parentId: page });
  for (let n = 0; n < 55; n += 1) await document({ kind: 'wiki', title: `Page ${n}`, parentId: page });
  const first = await db.prisma.document.findFirstOrThrow({ where: { title: 'Page 0', parentId: page } });
  await document({ kind: 'wiki', title: 'Deep', parentId: first.id });
  await document({ kind: 'wiki', title: 'Hidden', parentId: page, access: 'draft' });
  await archiveDocument(await authorize(db, { actor: kit.admin, action: 'document.archive', on: old }));
  const list = await listed();
  expect(list.match(/<bdi>Page \d+/g)).toHaveLength(50);
  expect(list).toContain(`<a href="/s/${token}">Show more</a>`);
  expect(list).not.toMatch(/Old|Hidden|Deep/);
  const request = new Request(`${ORIGIN}/s/${token}/${page}/shown?levels=2`);
  const params = Promise.resolve({ token, document: page });
  const answer = await (await new Visitor().asks(() => shownByLink(request, { params }))).json();
  expect(answer.childPages).toContain('<bdi>Deep</bdi>');
});

test('EMBED-2 what is shown has no landmark of a name that there is already, and its wide tables scroll by themselves', async () => {
  const cell = { type: 'tableCell', content: [line('wide')] };
  const table = { type: 'table', content: [{ type: 'tableRow', content: [cell] }] };
  const soup = await document({ title: 'Soup' }, { type: 'tableOfContents' }, heading('How', 'h'), table);
  const page = await document(
    { kind: 'wiki' },
    { type: 'tableOfContents' },
    show(soup),
    childPages(),
    childPages(),
  );
  const html = await read(page);
  expect(html.match(/<nav class="contents" aria-label/g)).toHaveLength(1);
  expect(html).toMatch(/<nav class="contents" aria-label="[^"]*"><\/nav>/);
  expect(html.match(/<nav class="contents" role="group"/g)).toHaveLength(1);
  expect(html.match(/<nav class="child-pages" data-levels="1" aria-label/g)).toHaveLength(1);
  expect(html.match(/<nav class="child-pages" data-levels="1" role="group"/g)).toHaveLength(1);
  const answer = await callWell(ENDPOINTS.getShown, { by: kit.reader, id: page, query: `?of=${soup}` });
  const wide = expect.stringContaining('<div class="tableWrapper" tabindex="0"><table');
  expect(answer.items).toMatchObject([{ html: wide }]);
});

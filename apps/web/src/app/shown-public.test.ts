// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { authorize } from '@plenum/database/access/authorize';
import { publish } from '@plenum/database/publications/writes';
import { pagesNow } from '@plenum/exchange/public-pages';
import { expect, test, vi } from 'vitest';
import { childPages, frame, GONE, heading, line, ShownKit, show } from '#lib/testing/shown-kit.ts';
import { Visitor } from '#lib/testing/visitor.ts';
import { Turns } from '#lib/turns.ts';
import { GET as publicPage } from './p/[slug]/[[...page]]/route.ts';

const ORIGIN = 'http://localhost:3000';

const kit = await ShownKit.open();
const { db, document } = kit;

async function publicly(slug: string, on: string): Promise<(documentId?: string) => Promise<string>> {
  const share = await authorize(db, { actor: kit.admin, action: 'document.share', on });
  const settings = { slug, covers: 'branch', isIndexed: false, hasFeed: true } as const;
  const pages = await pagesNow(share, { covers: 'branch', published: null });
  await publish(share, { settings, pages });
  return async (documentId) => {
    const where = documentId && documentId !== 'feed.xml' ? { documentId } : null;
    const name = where ? (await db.prisma.publicPage.findUniqueOrThrow({ where })).slug : documentId;
    const params = Promise.resolve({ slug, ...(name !== undefined && { page: [name] }) });
    const request = new Request(`${ORIGIN}/p/${slug}`);
    return (await new Visitor().asks(() => publicPage(request, { params }))).text();
  };
}

const NOT_PUBLIC = '(a page that is not public)';

test('EMBED-3 the public is shown what is public with it, as it was published, and of anything else nothing', async () => {
  const other = await document({ title: 'Other' }, line('Elsewhere words.'));
  const apart = await document({ kind: 'wiki', title: 'Apart' }, line('Apart words.', 'p'));
  await publicly('apart', apart);
  const page = await document({ kind: 'wiki', title: 'Page' }, show(other), childPages());
  const draft = { kind: 'wiki', title: 'Hidden', parentId: page, access: 'draft' } as const;
  const hidden = await document(draft, line('Hidden words.', 'p'));
  const deep = await document(
    { kind: 'wiki', title: 'Deep', parentId: page },
    line('Deep words.'),
    show(page),
  );
  const below = await document(
    { kind: 'wiki', title: 'Below', parentId: page },
    line('Public words.'),
    heading('Section', 'h'),
    show(hidden, 'p'),
    show(deep),
    childPages(),
  );
  const secrets = [other, apart, hidden].flatMap((id) => [show(id), show(id, 'p')]);
  const about = await document(
    { kind: 'wiki', title: 'About', parentId: page },
    show(below),
    show(below, 'h'),
    show(below, 'none'),
    ...secrets,
  );
  const visit = await publicly('forest', page);
  for (const on of [other, hidden, below]) await kit.write(on, line('Live words.'));
  const [first, second, feed] = [await visit(), await visit(about), await visit('feed.xml')];
  expect(first).toContain(NOT_PUBLIC);
  expect(first).toMatch(/<nav class="child-pages".*<bdi>Deep<\/bdi>.*<bdi>Below<\/bdi>.*<bdi>About<\/bdi>/);
  expect(second).toMatch(
    /aria-label="From: Below"><p class="shown-page-title"><a href="\/p\/forest\/below">/,
  );
  expect(second.match(/Public words\./g)).toHaveLength(1);
  expect(second).toContain('<a href="/p/forest/below#block-h"><bdi>Below</bdi></a>');
  expect(second.match(/Deep words\./g)).toHaveLength(2);
  // What lies too deep is a link to where the public reads it.
  expect(second).toContain('<a href="/p/forest">More is to be shown here than one page shows.</a>');
  expect(second).toContain(frame(below, GONE, ' data-block="none"'));
  expect(second.split(NOT_PUBLIC)).toHaveLength(secrets.length + 3);
  expect(feed).toContain('&gt;Below&lt;/a&gt;');
  for (const html of [first, second, feed]) {
    expect(html).not.toMatch(/Elsewhere|Other|Hidden|Apart|Live|\/d\//);
    for (const id of [other, apart, hidden]) expect(html).not.toContain(id);
  }
});

test('EMBED-3 a list of two levels on a public page has the pages that are public with it, and in a feed there is none', async () => {
  const page = await document({ kind: 'wiki', title: 'Page' }, childPages(2));
  const below = await document({ kind: 'wiki', title: 'Below', parentId: page });
  await document({ kind: 'wiki', title: 'Deeper', parentId: below });
  await document({ kind: 'wiki', title: 'Hidden', parentId: below, access: 'draft' });
  const visit = await publicly('hill', page);
  await document({ kind: 'wiki', title: 'Later', parentId: below });
  const [list = ''] = (await visit()).match(/<nav class="child-pages".*?<\/nav>/) ?? [];
  expect(list).toContain(
    '<bdi>Below</bdi></a><ul role="list"><li><a href="/p/hill/deeper"><bdi>Deeper</bdi></a></li></ul>',
  );
  expect(list).not.toMatch(/Hidden|Later/);
  expect(await visit('feed.xml')).not.toContain('child-pages');
});

test('EMBED-4 of what the public is shown within a page nothing is read again that is as it was', async () => {
  const page = await document({ kind: 'wiki', title: 'Page' });
  const other = await document({ kind: 'wiki', title: 'Other', parentId: page });
  const link = { type: 'link', attrs: { href: `/d/${other}` } };
  const leading = { type: 'text', text: 'See it', marks: [link] };
  const first = await document(
    { kind: 'wiki', title: 'First', parentId: page },
    { type: 'paragraph', content: [leading] },
    line('Public words.', 'p'),
  );
  const places = [show(first), show(first, 'p')];
  const showing = await document({ kind: 'wiki', title: 'Showing', parentId: page }, ...places);
  const visit = await publicly('cached', page);
  const counted = async () => {
    const queries = vi.spyOn(db.pool, 'query');
    const html = await visit(showing);
    const reads = JSON.stringify(queries.mock.calls).match(/SELECT p\.content FROM/g)?.length ?? 0;
    queries.mockRestore();
    return { html, reads };
  };
  const [before, again] = [await counted(), await counted()];
  expect(before.html).toContain('<a href="/p/cached/other"');
  expect(before.html.match(/Public words\./g)).toHaveLength(2);
  expect([before.reads, again.reads]).toEqual([1, 0]);
  expect(again.html).toBe(before.html);
  // What it leads to is public no more.
  await db.prisma.document.update({ where: { id: other }, data: { deletedAt: new Date() } });
  const less = await counted();
  expect(less.html).toContain('See it');
  expect(less.html).not.toContain('/p/cached/other');
  // Another version of the same moment.
  const where = { documentId: first };
  const { content } = await db.prisma.publicPage.findUniqueOrThrow({ where });
  const newer = JSON.parse(JSON.stringify(content).replaceAll('Public words.', 'New words.'));
  await db.prisma.publicPage.update({ where, data: { content: newer } });
  expect((await counted()).html.match(/New words\./g)).toHaveLength(2);
});

test('EMBED-4 all that the public is shown within a page waits for its turns together', async () => {
  const page = await document({ kind: 'wiki', title: 'Page' });
  const below = [1, 2, 3].map((n) =>
    document({ kind: 'wiki', title: `Text ${n}`, parentId: page }, line(`Words ${n}.`)),
  );
  const places = (await Promise.all(below)).map((id) => show(id));
  const showing = await document({ kind: 'wiki', title: 'Showing', parentId: page }, ...places);
  const visit = await publicly('together', page);
  const log: string[] = [];
  const { take } = Turns.prototype;
  vi.spyOn(Turns.prototype, 'take').mockImplementation(async function (this: Turns, work) {
    log.push('waits');
    const result = await take.call(this, work);
    log.push('has had it');
    return result;
  });
  const html = await visit(showing);
  vi.restoreAllMocks();
  expect(html.match(/Words \d\./g)).toHaveLength(3);
  const three = (one: string) => [one, one, one];
  const round = [...three('waits'), ...three('has had it')];
  // They are read, and written.
  expect(log).toEqual([...round, ...round]);
});

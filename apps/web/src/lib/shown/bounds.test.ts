// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { expect, test, vi } from 'vitest';
import { childPages, heading, line, ShownKit, show } from '#lib/testing/shown-kit.ts';

const kit = await ShownKit.open();
const { db, document, read } = kit;

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
  await kit.write(one, line('Words of one.'), show(two), show(one));
  await kit.write(two, line('Words of two.'), show(one), show(two));
  const html = await read(one);
  expect(html.match(/Words of one/g)).toHaveLength(1);
  expect(html.match(/Words of two/g)).toHaveLength(1);
  expect(html.match(/This text is shown around this place already/g)).toHaveLength(3);
  const itself = await document({});
  await kit.write(itself, heading('Section', 'h'), show(itself, 'h'), heading('Other', 'o'));
  expect((await read(itself)).match(/Section/g)).toHaveLength(2);
});

test('EMBED-4 of a thousand places the first twenty show something, by as many queries as for twenty', async () => {
  const texts: string[] = [];
  for (let n = 0; n < 30; n += 1) texts.push(await document({ title: `Text ${n}` }, line(`Words ${n}.`)));
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
  expect(twenty.count).toBeLessThanOrEqual(14);
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
  const page = await document({ kind: 'wiki', title: 'Top' }, childPages(), childPages(2));
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
  expect(await read(await document({ kind: 'pad' }, childPages()))).toContain(
    'Pages below are listed in wiki pages alone.',
  );
});

test('EMBED-5 a long list is bounded and leads to the tree, by as many queries as a short one', async () => {
  const page = await document({ kind: 'wiki', title: 'Top' }, childPages(2));
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
  const { slug } = await db.prisma.workspace.findUniqueOrThrow({ where: { id: kit.workspaceId } });
  expect(long.html).toContain(`<a href="/w/${slug}/wiki?open=${page}">Show more</a>`);
  // One more asks for the name of the workspace.
  expect(long.count).toBeLessThanOrEqual(short.count + 1);
});

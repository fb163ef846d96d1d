// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { expect, test } from 'vitest';
import { inTurn } from '#lib/shown/kept-parts.ts';
import { frame, GONE, line, NOBODY, ShownKit, show } from '#lib/testing/shown-kit.ts';
import { Visitor } from '#lib/testing/visitor.ts';
import { GET as shared } from './s/[token]/[document]/route.ts';
import { GET as shownByLink } from './s/[token]/[document]/shown/route.ts';

const ORIGIN = 'http://localhost:3000';

const kit = await ShownKit.open();
const { document, link, read } = kit;

/** Has so many read that whoever comes now cannot. Ends by calling what comes back. */
function crowd(): () => Promise<unknown> {
  let end = () => {};
  const isOver = new Promise<void>((resolve) => {
    end = resolve;
  });
  const all = Array.from({ length: 103 }, () => inTurn('people', () => isOver));
  return () => {
    end();
    return Promise.all(all);
  };
}

const LATER = 'This text cannot be shown at this moment. Open it by itself.';

test('EMBED-4 what cannot be read at a moment is marked, and of what may not be read it is said as ever', async () => {
  const soup = await document({ title: 'Soup' }, line('Stir.'));
  const secret = await document({ title: 'Secret', access: 'draft' }, line('Hidden words.'));
  const page = await document({}, show(soup), show(secret), show(NOBODY));
  const end = crowd();
  const html = await read(page);
  await end();
  expect(html).toContain(
    `<div class="shown-page" data-page="${soup}" data-later><p><a href="/d/${soup}">${LATER}</a></p></div>`,
  );
  for (const id of [secret, NOBODY]) expect(html).toContain(frame(id, GONE));
  expect(html).not.toMatch(/Soup|Stir|Secret|Hidden/);
  expect(await read(page)).toContain('Stir.');
});

test('EMBED-3, EMBED-4 for whoever came by a link what is shown no further leads to where the link leads', async () => {
  const page = await document({ kind: 'wiki', title: 'Page' });
  const last = await document({ kind: 'wiki', title: 'Last', parentId: page }, line('Last words.'));
  const third = await document({ kind: 'wiki', title: 'Third', parentId: page }, show(last, 'p'));
  const below = await document({ kind: 'wiki', title: 'Below', parentId: page }, show(third));
  const top = await document({ kind: 'wiki', title: 'Top', parentId: page }, show(below), show(NOBODY));
  const token = await link(page, { covers: 'branch' });
  const ask = () => {
    const params = Promise.resolve({ token, document: top });
    const request = new Request(`${ORIGIN}/s/${token}/${top}/shown?of=${below},${NOBODY}`);
    return new Visitor().asks(() => shownByLink(request, { params }));
  };
  const end = crowd();
  const crowded = await (await ask()).json();
  await end();
  const later = `<a href="/s/${token}/${below}">${LATER}</a>`;
  expect(crowded.items[0].html).toContain(`data-later><p>${later}</p>`);
  expect(crowded.items[1].html).toBe(frame(NOBODY, GONE));
  const { items } = await (await ask()).json();
  expect(items[0].html).toContain(`<a href="/s/${token}/${last}#block-p">More is to be shown here`);
  const request = new Request(`${ORIGIN}/s/${token}/${top}`);
  const whole = await new Visitor().asks(() =>
    shared(request, { params: Promise.resolve({ token, document: top }) }),
  );
  expect(await whole.text()).not.toContain('href="/d/');
});

test('EMBED-6 only an answer of the instance says that a link has ended', async () => {
  const page = await document({ title: 'Page' }, line('Words.'));
  const token = await link(page);
  const asked = async (documentId: string) => {
    const request = new Request(`${ORIGIN}/s/${token}/${documentId}?part=text`);
    const params = Promise.resolve({ token, document: documentId });
    const answer = await new Visitor().asks(() => shared(request, { params }));
    return [answer.status, answer.headers.has('plenum-refused')];
  };
  expect(await asked(page)).toEqual([200, false]);
  expect(await asked(NOBODY)).toEqual([404, true]);
});

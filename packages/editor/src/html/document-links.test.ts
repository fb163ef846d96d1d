import { expect, test } from 'vitest';
import { linkedIn, withTargets } from './document-links.ts';
import { htmlFromJson } from './html-from-json.ts';

const soup = '0192f000-0000-7000-8000-00000000000a';
const bread = '0192f000-0000-7000-8000-00000000000b';

const html = htmlFromJson({
  type: 'doc',
  content: [
    {
      type: 'paragraph',
      content: [
        { type: 'documentLink', attrs: { documentId: soup.toUpperCase(), label: 'Soup & <more>' } },
        { type: 'documentLink', attrs: { documentId: bread, label: 'Bread' } },
        { type: 'documentLink', attrs: { label: "Anna's <kitchen>" } },
        { type: 'text', text: `<a class="document-link" dir="auto" href="/d/${soup}">x</a>` },
      ],
    },
  ],
});
const titled = { titleOf: (id: string) => (id === soup ? 'Broth <hot>' : undefined) };

test('WIKI-20 what a text leads to is found in its HTML, and nothing that only reads like it', () => {
  expect(linkedIn(html)).toEqual({ ids: [soup, bread], names: ["Anna's <kitchen>"] });
});

test('WIKI-20 a link reads as the title that a reader may know, and else as it was put in', () => {
  const shown = withTargets(html, titled);
  expect(shown).toContain(`href="/d/${soup}">Broth &lt;hot&gt;</a>`);
  expect(shown).toContain(`href="/d/${bread}">Bread</a>`);
  expect(shown).toContain('<span class="document-link wanted" dir="auto">Anna&#39;s &lt;kitchen&gt;</span>');
  expect(shown).toContain('&lt;a class=&quot;document-link');
});

test('WIKI-22 a name leads to where the page is made, and once there is one, to that', () => {
  const wanted = { hrefOf: (name: string) => `/to?${new URLSearchParams({ name })}`, title: 'Not yet' };
  expect(withTargets(html, { ...titled, wanted })).toContain(
    '<a class="document-link wanted" dir="auto" href="/to?name=Anna%27s+%3Ckitchen%3E" title="Not yet">Anna&#39;s',
  );
  const named = () => ({ id: bread, title: 'Kitchen' });
  const shown = withTargets(html, { ...titled, wanted, named });
  expect(shown).toContain(`href="/d/${bread}">Kitchen</a>`);
  expect(shown).not.toContain('wanted');
});

test('WIKI-28 for the public a link leads to where the public reads, and to what is not public there is none', () => {
  const shown = withTargets(html, { ...titled, hrefOf: (id) => (id === soup ? '/p/broth' : null) });
  expect(shown).toContain('href="/p/broth">Broth &lt;hot&gt;</a>');
  expect(shown).toContain('<bdi>Bread</bdi>');
  expect(shown).toContain('<bdi>Anna&#39;s &lt;kitchen&gt;</bdi>');
  expect(shown).not.toContain(bread);
});

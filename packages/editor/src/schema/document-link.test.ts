import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { htmlFromJson } from '../html/html-from-json.ts';
import { jsonFromMarkdown } from '../markdown/json-from-markdown.ts';
import { markdownFromJson } from '../markdown/markdown-from-json.ts';
import { textFromJson } from '../text/text-from-json.ts';
import { jsonFromFragment } from '../yjs/json-from-update.ts';
import { findWords, replaceWords } from '../yjs/replace-words.ts';
import { updateFromJson } from '../yjs/update-from-json.ts';
import type { MarkJson, NodeJson } from './json.ts';
import { safeDocument } from './safe-document.ts';
import { documentSchema, FRAGMENT_NAME } from './schema.ts';

const soup = '0192f000-0000-7000-8000-00000000000a';

function linkTo(attrs: Record<string, unknown>, marks: MarkJson[] = []): NodeJson {
  const content = [
    { type: 'text', text: 'see ' },
    { type: 'documentLink', attrs, ...(marks.length > 0 && { marks }) },
    { type: 'text', text: '!' },
  ];
  return { type: 'doc', content: [{ type: 'paragraph', content }] };
}

const vetted = (attrs: Record<string, unknown>) => safeDocument(linkTo(attrs)).firstChild?.child(1).attrs;

describe('a link to a document', () => {
  test('WIKI-21 reads as its label wherever nobody asks for the title', () => {
    const json = linkTo({ documentId: soup, label: 'Soup <b>' });
    expect(textFromJson(json)).toBe('see Soup <b>!');
    expect(safeDocument(json).textContent).toBe('see Soup <b>!');
    expect(htmlFromJson(json)).toBe(
      `<p dir="auto">see <a class="document-link" dir="auto" href="/d/${soup}">Soup &lt;b&gt;</a>!</p>`,
    );
    expect(htmlFromJson(linkTo({ label: 'Soup' }))).toBe(
      '<p dir="auto">see <span class="document-link wanted" dir="auto">Soup</span>!</p>',
    );
  });

  test('WIKI-21 stands within no other link, and keeps other marks', () => {
    const marks = [{ type: 'bold' }, { type: 'link', attrs: { href: 'https://a.b/' } }];
    expect(htmlFromJson(linkTo({ documentId: soup, label: 'Soup' }, marks))).toBe(
      `<p dir="auto">see <strong><a class="document-link" dir="auto" href="/d/${soup}">Soup</a></strong>!</p>`,
    );
  });

  test("WIKI-21 survives Yjs, read as the editor's binding reads it", () => {
    const doc = new Y.Doc();
    const paragraph = new Y.XmlElement('paragraph');
    const node = new Y.XmlElement('documentLink');
    node.setAttribute('documentId', soup);
    node.setAttribute('label', 'Soup');
    paragraph.insert(0, [new Y.XmlText('see '), node, new Y.XmlText('!')]);
    const fragment = doc.getXmlFragment(FRAGMENT_NAME);
    fragment.insert(0, [paragraph]);
    const json = jsonFromFragment(fragment);
    expect(json).toEqual(safeDocument(linkTo({ documentId: soup, label: 'Soup' })).toJSON());
    expect(json).toEqual(yXmlFragmentToProseMirrorRootNode(fragment, documentSchema).toJSON());
  });

  test.each([
    [null, '…'],
    [7, '…'],
    [' \n\t\u0000 ', '…'],
    ['So\u202eup \u2066B\u2069', 'Soup B'],
    ['two\nlines\u2028and', 'two lines and'],
    ['a'.repeat(300), 'a'.repeat(200)],
  ])('WIKI-21 a label %j is shown as %j', (label, shown) => {
    expect(vetted({ documentId: soup, label })?.label).toBe(shown);
  });

  test.each([null, 7, '', 'soup', `${soup}/..`, '"><script>', { id: soup }])(
    'WIKI-21 %j leads to no document, and so by its name',
    (documentId) => {
      expect(vetted({ documentId, label: 'Soup' })).toEqual({ documentId: null, label: 'Soup' });
    },
  );

  test('WIKI-21 words are replaced around it, and not in it', () => {
    const json = linkTo({ documentId: soup, label: 'see the soup' });
    const words = { find: 'see', with: 'read', matchesCase: false, wholeWords: false };
    const state = updateFromJson(json);
    expect(findWords([state], words, { most: 5, around: 5 }).count).toBe(1);
    const replaced = replaceWords([state], words, 10);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, state);
    Y.applyUpdate(doc, replaced?.update ?? new Uint8Array());
    expect(textFromJson(jsonFromFragment(doc.getXmlFragment(FRAGMENT_NAME)))).toBe('read see the soup!');
  });
});

describe('in Markdown', () => {
  const back = (label: string, documentId: string | null) => {
    const json = linkTo({ documentId, label });
    const markdown = markdownFromJson(json);
    return { markdown, attrs: safeDocument(jsonFromMarkdown(markdown)).firstChild?.child(1).attrs };
  };

  test('WIKI-21 it is a title in double brackets, with where it leads', () => {
    expect(back('Soup', soup).markdown).toBe(`see [[Soup]](/d/${soup})!\n`);
    expect(back('Soup', null).markdown).toBe('see [[Soup]]!\n');
  });

  test.each([
    'Soup',
    'a | b',
    '[x](y)',
    '*bold* _it_ `code` $x$',
    'a\\b',
    '<b>&amp;&#42;',
    'https://a.b/c_d',
    ']](/d/x)',
    'مريم 漢字 😀',
  ])('WIKI-21 %j comes back as it was', (label) => {
    for (const documentId of [soup, null])
      expect(back(label, documentId).attrs).toEqual({ documentId, label });
  });

  test('WIKI-21 it comes back from a cell, from a heading and between other letters', () => {
    const link = { type: 'documentLink', attrs: { documentId: soup, label: 'a|b' } };
    const text = (words: string) => ({ type: 'text', text: words });
    const paragraph = { type: 'paragraph', content: [text('x'), link, text('(y)'), link] };
    const cell = (type: string) => ({ type, content: [paragraph] });
    const json = {
      type: 'doc',
      content: [
        { type: 'heading', attrs: { level: 2 }, content: [link] },
        {
          type: 'table',
          content: [
            { type: 'tableRow', content: [cell('tableHeader')] },
            { type: 'tableRow', content: [cell('tableCell')] },
          ],
        },
      ],
    };
    let links = 0;
    safeDocument(jsonFromMarkdown(markdownFromJson(json))).descendants(({ type, attrs }) => {
      if (type.name === 'documentLink' && attrs.documentId === soup && attrs.label === 'a|b') links += 1;
    });
    expect(links).toBe(5);
  });

  test.each([
    `[\\[Soup]](/d/${soup})`,
    '\\[[Soup]]',
    '[[Soup]](https://a.b/)',
    '`[[Soup]]`',
    '[[ Soup ]]',
    '[[Soup]\n]',
    '[[]]',
    '[[a|b]]',
    '[[Soup]]\n\n[Soup]: https://a.b/',
  ])('WIKI-21 what only looks like it stays what it is: %s', (markdown) => {
    const json = jsonFromMarkdown(markdown);
    expect(JSON.stringify(json)).not.toContain('documentLink');
    expect(JSON.stringify(jsonFromMarkdown(markdownFromJson(json)))).not.toContain('documentLink');
    expect(textFromJson(json)).toContain(
      markdown.includes('a|b') ? 'a|b' : markdown.includes('Soup') ? 'Soup' : '[[]]',
    );
  });
});

import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { htmlFromJson } from '../html/html-from-json.ts';
import { markdownFromJson } from '../markdown/markdown-from-json.ts';
import { textFromJson } from '../text/text-from-json.ts';
import { jsonFromFragment } from '../yjs/json-from-update.ts';
import { safeDocument } from './safe-document.ts';
import { documentSchema, FRAGMENT_NAME } from './schema.ts';

const anna = '0192f000-0000-7000-8000-00000000000a';

function mention(attrs: Record<string, unknown>) {
  const content = [
    { type: 'text', text: 'ask ' },
    { type: 'mention', attrs },
    { type: 'text', text: '!' },
  ];
  return { type: 'doc', content: [{ type: 'paragraph', content }] };
}

const vetted = (attrs: Record<string, unknown>) => safeDocument(mention(attrs)).firstChild?.child(1).attrs;

describe('a mention', () => {
  test('DOC-10 is its label behind an at sign in every format, without the id', () => {
    const json = mention({ personId: anna, label: 'Anna *B*' });
    expect(textFromJson(json)).toBe('ask @Anna *B*!');
    expect(markdownFromJson(json)).toBe('ask @Anna \\*B\\*!\n');
    expect(htmlFromJson(json)).toBe('<p dir="auto">ask <bdi class="mention">@Anna *B*</bdi>!</p>');
    expect(safeDocument(json).textContent).toBe('ask @Anna *B*!');
    expect(htmlFromJson(json)).not.toContain(anna);
  });

  test("DOC-10 survives Yjs, read as the editor's binding reads it", () => {
    const doc = new Y.Doc();
    const paragraph = new Y.XmlElement('paragraph');
    const node = new Y.XmlElement('mention');
    node.setAttribute('personId', anna);
    node.setAttribute('label', 'Anna');
    paragraph.insert(0, [new Y.XmlText('ask '), node, new Y.XmlText('!')]);
    const fragment = doc.getXmlFragment(FRAGMENT_NAME);
    fragment.insert(0, [paragraph]);
    const json = jsonFromFragment(fragment);
    expect(json).toEqual(safeDocument(mention({ personId: anna, label: 'Anna' })).toJSON());
    expect(json).toEqual(yXmlFragmentToProseMirrorRootNode(fragment, documentSchema).toJSON());
  });

  test.each([
    [null, '…'],
    [7, '…'],
    [{ toString: () => 'x' }, '…'],
    ['', '…'],
    [' \n\t\u0000 ', '…'],
    ['An\u202ena \u2066B\u2069', 'Anna B'],
    ['two\nlines\u2028and', 'two lines and'],
    ['😀'.repeat(60), '😀'.repeat(50)],
    [`${'a'.repeat(99)}😀`, 'a'.repeat(99)],
    ['مريم', 'مريم'],
  ])('DOC-10 a label %j is shown as %j', (label, shown) => {
    expect(vetted({ personId: anna, label })?.label).toBe(shown);
  });

  test.each([null, 7, '', 'anna', `${anna}/..`, '"><script>', { id: anna }])(
    'DOC-10 %j is nobody',
    (personId) => {
      expect(vetted({ personId, label: 'Anna' })).toEqual({ personId: null, label: 'Anna' });
    },
  );

  test('DOC-10, ATT-28 what raw Yjs puts there is vetted where the editor shows it', () => {
    const type = documentSchema.nodes.mention;
    const payload = '"><img src=x onerror=alert(1)>';
    const node = type?.create({ personId: payload, label: { payload } });
    expect(node && type?.spec.toDOM?.(node)).toEqual([
      'bdi',
      { class: 'mention', 'data-person': null },
      '@…',
    ]);
    expect(type?.spec.leafText?.(type.create({ label: `a${payload}` }))).toBe(`@a${payload}`);
  });
});

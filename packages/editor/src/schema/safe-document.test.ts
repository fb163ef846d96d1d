import { describe, expect, test } from 'vitest';
import { safeAttributes } from './attributes.ts';
import { ADDRESSABLE_TYPES, withBlockIds } from './block-id.ts';
import type { NodeJson } from './json.ts';
import { MAX_DEPTH, safeDocument } from './safe-document.ts';
import { documentSchema } from './schema.ts';

const doc = (...content: unknown[]): unknown => ({ type: 'doc', content });
const text = (value: string, ...marks: unknown[]): unknown => ({ type: 'text', text: value, marks });
const paragraph = (...content: unknown[]): unknown => ({ type: 'paragraph', content });

describe('the schema', () => {
  test('DOC-1 has the blocks and marks of a meeting', () => {
    expect(Object.keys(documentSchema.nodes).sort()).toEqual(
      [
        'attachment blockquote bulletList callout childPages codeBlock date decision details doc documentLink footnote footnoteReference hardBreak heading',
        'horizontalRule image listItem mention orderedList paragraph table tableCell tableHeader tableOfContents tableRow',
        'taskItem taskList text transclusion',
      ]
        .join(' ')
        .split(' '),
    );
    expect(Object.keys(documentSchema.marks).sort()).toEqual(
      'bold code formula highlight italic link strike subscript superscript textColour underline'.split(' '),
    );
  });

  test('DOC-2 every addressable block has an id', () => {
    for (const name of ADDRESSABLE_TYPES) expect(documentSchema.nodes[name]?.spec.attrs).toHaveProperty('id');
  });

  test('DOC-5 every attribute of the schema is vetted', () => {
    const types = [...Object.values(documentSchema.nodes), ...Object.values(documentSchema.marks)];
    for (const { name, spec } of types) {
      expect(Object.keys(safeAttributes(name, {})).sort(), name).toEqual(
        Object.keys(spec.attrs ?? {}).sort(),
      );
    }
  });
});

describe('what others wrote', () => {
  test.each([
    null,
    undefined,
    7,
    'doc',
    [],
    {},
    { type: 'paragraph' },
    doc(),
    { type: 'doc', content: 'x' },
    doc(null, 1, []),
  ])('DOC-5 %j is an empty document', (json) => {
    expect(safeDocument(json).toJSON()).toEqual({
      type: 'doc',
      content: [{ type: 'paragraph', attrs: { id: null, align: null, dir: null } }],
    });
  });

  test('DOC-5 unknown nodes and marks are dropped, the text of known ones stays', () => {
    const json = doc(
      { type: 'iframe', attrs: { src: 'https://evil.example' } },
      { type: '__proto__' },
      { type: 'constructor' },
      paragraph(text('a', { type: 'blink' }, { type: 'bold' }, { type: 'toString' }, null), {
        type: 'script',
        text: 'b',
      }),
    );
    const node = safeDocument(json);
    expect(node.childCount).toBe(1);
    expect(node.textContent).toBe('a');
    expect(node.firstChild?.firstChild?.marks.map((mark) => mark.type.name)).toEqual(['bold']);
  });

  test('DOC-5 attributes that are unknown or out of range fall back to safe ones', () => {
    const json = doc(
      {
        type: 'heading',
        attrs: { level: 9, id: '"><img src=x onerror=alert(1)>', onclick: 'x' },
        content: [text('a')],
      },
      { type: 'heading', attrs: { level: { valueOf: () => 2 } }, content: [text('b')] },
      {
        type: 'orderedList',
        attrs: { start: -4, type: 'evil' },
        content: [{ type: 'listItem', content: [paragraph()] }],
      },
      { type: 'codeBlock', attrs: { language: 'x" onload="y' }, content: [text('c', { type: 'bold' })] },
      {
        type: 'taskList',
        content: [{ type: 'taskItem', attrs: { checked: 'false' }, content: [paragraph()] }],
      },
    );
    const [first, second, list, code, tasks] = safeDocument(json).children;
    expect(first?.attrs).toEqual({ id: null, align: null, dir: null, level: 4, minutes: null });
    expect(second?.attrs).toEqual({ id: null, align: null, dir: null, level: 1, minutes: null });
    expect(list?.attrs).toEqual({ start: 1, type: null });
    expect(code?.attrs).toEqual({ id: null, language: null });
    expect(code?.textContent).toBe('c');
    expect(tasks?.firstChild?.attrs.checked).toBe(false);
  });

  test('DOC-5 a link that may not be followed leaves its text', () => {
    const link = { type: 'link', attrs: { href: 'javascript:alert(1)' } };
    const [node] = safeDocument(doc(paragraph(text('a', link)))).firstChild?.children ?? [];
    expect(node?.text).toBe('a');
    expect(node?.marks).toEqual([]);
  });

  test('DOC-5 a node in the wrong place is dropped, and a missing paragraph is made', () => {
    const nested = { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(text('in'))] }] };
    const json = doc(
      text('loose'),
      { type: 'listItem', content: [paragraph(text('stray'))] },
      { type: 'bulletList', content: [{ type: 'taskItem', content: [paragraph()] }] },
      { type: 'bulletList', content: [{ type: 'listItem', content: [nested] }] },
      { type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableCell' }] }] },
    );
    const node = safeDocument(json);
    node.check();
    expect(node.children.map((child) => child.type.name)).toEqual(['bulletList', 'table']);
    expect(node.textContent).toBe('in');
  });

  test('DOC-5 nesting is bounded', () => {
    let json = paragraph(text('deep'));
    for (let level = 0; level < 50_000; level += 1) json = { type: 'blockquote', content: [json] };
    const outer = safeDocument(doc(json, paragraph(text('after'))));
    let depth = 0;
    for (let node = outer.firstChild; node !== null; node = node.firstChild) depth += 1;
    expect(depth).toBeLessThanOrEqual(MAX_DEPTH + 1);
    expect(outer.textContent).toBe('after');
  });

  test('DOC-5 control characters and lone surrogates are removed, tabs and breaks stay', () => {
    const node = safeDocument(doc(paragraph(text('a\0b\u0007c\ud800d\te\nf😀'))));
    expect(node.textContent).toBe('abcd\te\nf😀');
  });
});

describe('block ids of a document made on the server', () => {
  test('DOC-6 missing and repeated ids are made, others kept', () => {
    const block = (id: unknown): NodeJson => ({ type: 'paragraph', attrs: { id } });
    const source: NodeJson = {
      type: 'doc',
      content: [
        block('a'),
        block('a'),
        block(null),
        { type: 'blockquote', content: [block('b')] },
        { type: 'horizontalRule' },
      ],
    };
    const before = structuredClone(source);
    const [first, second, third, quote, rule] = withBlockIds(source).content ?? [];
    const ids = [first, second, third, quote, quote?.content?.[0]].map((node) => node?.attrs?.id);
    expect(ids[0]).toBe('a');
    expect(ids[4]).toBe('b');
    expect(new Set(ids).size).toBe(5);
    expect(ids.every((id) => typeof id === 'string' && id !== '')).toBe(true);
    expect(rule).toEqual({ type: 'horizontalRule' });
    expect(source).toEqual(before);
  });
});

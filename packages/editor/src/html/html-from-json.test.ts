import { describe, expect, test } from 'vitest';
import { jsonFromMarkdown } from '../markdown/json-from-markdown.ts';
import { headingAnchor, htmlFromJson } from './html-from-json.ts';

const doc = (...content: unknown[]): unknown => ({ type: 'doc', content });
const text = (value: string, ...marks: unknown[]): unknown => ({ type: 'text', text: value, marks });
const paragraph = (...content: unknown[]): unknown => ({ type: 'paragraph', content });
const fromMarkdown = (markdown: string): string => htmlFromJson(jsonFromMarkdown(markdown));

/** Every tag with its attributes' names; fails on anything that isn't well-formed, quoted and escaped. */
function tags(html: string): { name: string; attributes: string[] }[] {
  const pattern = /<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"<>]*")?)*)>/g;
  expect(html.replace(pattern, '')).not.toMatch(/[<>]/);
  return Array.from(html.matchAll(pattern), ([, , name = '', attributes = '']) => ({
    name,
    attributes: Array.from(
      attributes.matchAll(/ ([a-z-]+)(?:="[^"]*")?/g),
      ([, attribute = '']) => attribute,
    ),
  }));
}

const ATTRIBUTES = new Set(
  'dir href title rel class start type id colspan rowspan scope data-align data-checked checked disabled role tabindex'.split(
    ' ',
  ),
);
const ELEMENTS = new Set(
  'p h1 h2 h3 h4 ul ol li blockquote pre code hr br div table thead tbody tr th td label input span bdi strong em s u a'.split(
    ' ',
  ),
);

const PAYLOADS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'><svg/onload=alert(1)>",
  '</code></pre><script>alert(1)</script>',
  '--><script>alert(1)</script>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;',
  ']]><script>',
  '\u2028<script>\u2029',
  '<\0script>',
  '＜script＞',
  '{{constructor.constructor("alert(1)")()}}',
  '" autofocus onfocus="alert(1)',
  '` onerror=alert(1)',
  'javascript:alert(1)',
  '<!--',
  '<style>@import "//evil.example"</style>',
];

describe('safety', () => {
  test.each(PAYLOADS)('CONV-2, ATT-28 %j stays text everywhere', (payload) => {
    const html = htmlFromJson(
      doc(
        paragraph(text(payload), text(payload, { type: 'link', attrs: { href: payload, title: payload } })),
        paragraph(
          text(payload, { type: 'link', attrs: { href: `https://example.org/${payload}`, title: payload } }),
        ),
        paragraph({ type: 'mention', attrs: { personId: payload, label: payload } }),
        { type: 'heading', attrs: { level: payload, id: payload }, content: [text(payload)] },
        { type: 'codeBlock', attrs: { language: payload }, content: [text(payload)] },
        {
          type: 'orderedList',
          attrs: { start: payload, type: payload },
          content: [{ type: 'listItem', content: [paragraph()] }],
        },
        {
          type: 'taskList',
          content: [{ type: 'taskItem', attrs: { checked: payload }, content: [paragraph(text(payload))] }],
        },
        {
          type: 'table',
          content: [
            {
              type: 'tableRow',
              content: [{ type: 'tableCell', attrs: { align: payload, colspan: payload } }],
            },
          ],
        },
        { type: payload, attrs: { [payload]: payload }, content: [text(payload)] },
      ),
    );
    for (const { name, attributes } of tags(html)) {
      expect(ELEMENTS).toContain(name);
      for (const attribute of attributes) expect(ATTRIBUTES).toContain(attribute);
    }
    for (const [, href] of html.matchAll(/href="([^"]*)"/g))
      expect(href).toMatch(/^(https:\/\/example\.org\/|[^:]*$)/);
  });

  test('CONV-2 no element has a style attribute', () => {
    const html = fromMarkdown('| a |\n| -: |\n| b |\n\n1. c');
    expect(html).toContain('data-align="right"');
    expect(html).not.toContain('style');
  });

  test('CONV-2 every link keeps its distance', () => {
    expect(fromMarkdown('[a](https://example.org "b")')).toBe(
      '<p dir="auto"><a href="https://example.org" title="b" rel="noopener noreferrer nofollow">a</a></p>',
    );
  });
});

describe('reading', () => {
  test('CONV-3 marks are nested and joined', () => {
    expect(fromMarkdown('a **b *c*** ~~d~~ `e<`')).toBe(
      '<p dir="auto">a <strong>b <em>c</em></strong> <s>d</s> <code>e&lt;</code></p>',
    );
  });

  test('CONV-3 a task is a disabled checkbox labelled by its text', () => {
    expect(fromMarkdown('- [x] done\n  - [ ] open')).toBe(
      '<ul class="task-list" role="list"><li class="task-item" data-checked="true">' +
        '<label><input type="checkbox" disabled checked> <span dir="auto">done</span></label>' +
        '<ul class="task-list" role="list"><li class="task-item" data-checked="false">' +
        '<label><input type="checkbox" disabled> <span dir="auto">open</span></label></li></ul></li></ul>',
    );
  });

  test('CONV-3 a table has a head with scoped headers', () => {
    expect(fromMarkdown('| a | b |\n| - | :-: |\n| c | d |')).toBe(
      '<div class="table-wrapper" tabindex="0"><table><thead><tr><th scope="col" dir="auto">a</th>' +
        '<th scope="col" data-align="center" dir="auto">b</th></tr></thead>' +
        '<tbody><tr><td dir="auto">c</td><td data-align="center" dir="auto">d</td></tr></tbody></table></div>',
    );
  });

  test('CONV-3, EDIT-39 columns are as wide as somebody has made them', () => {
    const cell = (attrs: object) => ({ type: 'tableCell', attrs, content: [paragraph(text('x'))] });
    const row = {
      type: 'tableRow',
      content: [cell({ colwidth: [120] }), cell({ colspan: 2, colwidth: [0, 80] })],
    };
    expect(htmlFromJson(doc({ type: 'table', content: [row] }))).toContain(
      '<table><colgroup><col width="120"><col><col width="80"></colgroup>',
    );
  });

  test('CONV-3 a header cell beside a row names the row', () => {
    const cell = (type: string) => ({ type, content: [paragraph(text('x'))] });
    const row = { type: 'tableRow', content: [cell('tableHeader'), cell('tableCell')] };
    const html = htmlFromJson(doc({ type: 'table', content: [row] }));
    expect(html).toContain('<th scope="row"');
    expect(html).not.toContain('thead');
  });

  test('CONV-3 a heading is found by its block id, once', () => {
    const heading = { type: 'heading', attrs: { level: 2, id: 'x-1' }, content: [text('a')] };
    const html = htmlFromJson(doc(heading, heading));
    expect(headingAnchor('x-1')).toBe('block-x-1');
    expect(html).toBe('<h2 id="block-x-1" dir="auto">a</h2><h2 dir="auto">a</h2>');
  });

  test('CONV-3 ordered lists start where they start, code names its language, line breaks stay', () => {
    expect(fromMarkdown('3. a')).toContain('<ol start="3">');
    expect(fromMarkdown('```c++\n<a>\n```')).toBe(
      '<pre dir="ltr" tabindex="0"><code class="language-c++">&lt;a&gt;</code></pre>',
    );
    expect(fromMarkdown('a\\\nb')).toBe('<p dir="auto">a<br>b</p>');
  });

  test('CONV-3 right-to-left text turns its block, and its list, quote or table', () => {
    expect(fromMarkdown('- שלום\n- abc')).toMatch(/^<ul dir="rtl"><li><p dir="auto">/);
    expect(fromMarkdown('> 1. مرحبا')).toMatch(/^<blockquote dir="rtl"><ol dir="rtl">/);
    expect(fromMarkdown('| سلام |\n| - |')).toContain('<table dir="rtl">');
    expect(fromMarkdown('- abc\n- שלום')).toMatch(/^<ul><li>/);
  });
});

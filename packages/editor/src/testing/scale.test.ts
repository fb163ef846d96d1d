import { expect, test, vi } from 'vitest';
import { htmlFromJson } from '../html/html-from-json.ts';
import { jsonFromMarkdown } from '../markdown/json-from-markdown.ts';
import { markdownFromJson } from '../markdown/markdown-from-json.ts';
import type { NodeJson } from '../schema/json.ts';
import { textFromJson } from '../text/text-from-json.ts';
import { jsonFromUpdate } from '../yjs/json-from-update.ts';
import { updateFromJson } from '../yjs/update-from-json.ts';

/** Of processor time, so that a busy machine doesn't matter: far above what the work takes, far below what quadratic work would. */
const LIMIT_SECONDS = 10;

vi.setConfig({ testTimeout: 300_000 });

function timed<T>(work: () => T): T {
  const start = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1e6).toBeLessThan(LIMIT_SECONDS);
  return result;
}

test('CONV-8 a document of 20,000 paragraphs is converted in time', () => {
  const paragraphs = Array.from({ length: 20_000 }, (_, index): NodeJson => {
    const text = `Paragraph ${index} with some words `;
    return {
      type: 'paragraph',
      content: [
        { type: 'text', text },
        { type: 'text', text: 'bold', marks: [{ type: 'bold' }] },
      ],
    };
  });
  const update = timed(() => updateFromJson({ type: 'doc', content: paragraphs }));
  const json = timed(() => jsonFromUpdate(update));
  expect(json.content).toHaveLength(20_000);
  const markdown = timed(() => markdownFromJson(json));
  expect(timed(() => jsonFromMarkdown(markdown)).content).toHaveLength(20_000);
  expect(timed(() => htmlFromJson(json)).match(/<p /g)).toHaveLength(20_000);
  expect(timed(() => textFromJson(json)).split('\n')).toHaveLength(20_000);
});

test('CONV-8 160 kB of ordinary Markdown are read in time', () => {
  const section =
    '## A *b*\n\nA **c** and _d_ [e](https://f.example) `g`.\n\n- h\n  - [ ] i\n\n| j | k |\n| - | - |\n| 1 | 2 |\n\n';
  const markdown = section.repeat(Math.ceil(160_000 / section.length));
  expect(timed(() => jsonFromMarkdown(markdown)).content?.length).toBeGreaterThan(4000);
});

const LENGTH = 300_000;

test.each([
  ['quotes', '>'.repeat(LENGTH)],
  ['brackets', '['.repeat(LENGTH)],
  ['images', '!['.repeat(LENGTH / 2)],
  ['open links', '[a]('.repeat(LENGTH / 4)],
  ['open emphasis', '*a **b '.repeat(LENGTH / 7)],
  ['mixed emphasis', '*_'.repeat(LENGTH / 2)],
  ['growing backticks', Array.from({ length: 700 }, (_, length) => '`'.repeat(length)).join(' ')],
  ['strikes', '~~a '.repeat(LENGTH / 4)],
  ['breaks', 'a\\\n'.repeat(LENGTH / 3)],
  ['definitions', '[a\n'.repeat(LENGTH / 3)],
  ['addresses', 'http://a.b '.repeat(LENGTH / 11)],
  ['a wide table', `${'|a'.repeat(1000)}\n${'|-'.repeat(1000)}\n${'|b\n'.repeat(5000)}`],
])('CONV-8 hostile %s are read and written in time', (_, markdown) => {
  const json = timed(() => jsonFromMarkdown(markdown));
  timed(() => markdownFromJson(json));
  timed(() => htmlFromJson(json));
  timed(() => textFromJson(json));
});

test('CONV-8 hostile text from Yjs is written in time', () => {
  const runs = Array.from({ length: 900 }, (_, length) => '`'.repeat(length)).join(' ');
  const cell: NodeJson = { type: 'tableCell', attrs: { colspan: 100, rowspan: 100 } };
  const rows = Array.from(
    { length: 2000 },
    (): NodeJson => ({ type: 'tableRow', content: [cell, cell, cell] }),
  );
  const json: NodeJson = {
    type: 'doc',
    content: [
      { type: 'paragraph', content: [{ type: 'text', text: runs, marks: [{ type: 'code' }] }] },
      { type: 'codeBlock', content: [{ type: 'text', text: runs }] },
      { type: 'paragraph', content: [{ type: 'text', text: '\\'.repeat(LENGTH) }] },
      { type: 'paragraph', content: Array.from({ length: 50_000 }, () => ({ type: 'hardBreak' })) },
      { type: 'table', content: rows },
    ],
  };
  expect(timed(() => markdownFromJson(json)).length).toBeGreaterThan(LENGTH);
});

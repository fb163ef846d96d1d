import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { jsonFromDocx } from '../src/docx/json-from-docx.ts';
import { jsonFromEtherpad } from '../src/etherpad/json-from-etherpad.ts';
import { jsonFromHtml } from '../src/html/json-from-html.ts';
import { jsonFromMarkdownFile } from '../src/markdown/json-from-markdown-file.ts';
import { jsonFromOdt } from '../src/odt/json-from-odt.ts';
import type { ImportedDocument } from '../src/reading/imported.ts';
import { PICTURE } from '../src/testing/sample.ts';
import { shapeOf } from '../src/testing/shape.ts';
import { jsonFromText } from '../src/text/json-from-text.ts';
import { writtenByPandoc } from './programs.ts';

/** What pandoc writes the files from. */
const SOURCE = `---
title: Plenary
---

# Agenda

Text in **bold**, *italic*, ~~struck~~, \`code\`, with a [link](https://example.org/) and a note[^1].

- first
- second

    1. inner
    2. more

> A quote.

\`\`\`
let a = 1;
\`\`\`

| who | what    |
|-----|---------|
| Ada | minutes |

- [ ] open
- [x] done

![Two pixels](picture.png)

[^1]: The *note*.
`;

const READERS: Record<string, (bytes: Uint8Array) => ImportedDocument | Promise<ImportedDocument>> = {
  docx: jsonFromDocx,
  odt: jsonFromOdt,
  html: jsonFromHtml,
  gfm: jsonFromMarkdownFile,
};

describe.each(Object.entries(READERS))('%s by pandoc', (format, read) => {
  test('IO-3 is read with its text, headings, lists, tables, links, notes and pictures', async () => {
    const document = await read(writtenByPandoc(SOURCE, format, PICTURE.content));
    const shape = shapeOf(document.content);
    expect(document.title).toBe('Plenary');
    for (const line of [
      'heading: Agenda',
      '<bold>bold</>, <italic>italic</>, <strike>struck</>, <code>code</>, with a <linkhttps://example.org/>link</> and a note[#1].',
      'paragraph: inner',
      'let a = 1;',
      'paragraph: minutes',
      'taskItem checked=false',
      'taskItem checked=true',
      'paragraph: The <italic>note</>.',
    ]) {
      expect(shape).toContain(line);
    }
    // pandoc's ODT has quotes as text that is moved in, and its Markdown no picture but an address.
    expect(shape).toContain('A quote.');
    for (const type of ['bulletList', 'orderedList', 'table', 'codeBlock', 'footnote #1'])
      expect(shape).toContain(type);
    if (format === 'gfm') return expect(document.losses.map(({ code }) => code)).toEqual(['remotePictures']);
    expect(document.pictures.map(({ content }) => Buffer.from(content))).toEqual([
      Buffer.from(PICTURE.content),
    ]);
    expect(document.losses).toEqual([]);
  });
});

test('IO-3 plain text by pandoc is read as paragraphs', () => {
  const { content } = jsonFromText(
    writtenByPandoc('One\n\nTwo https://example.org/x.\n', 'plain', PICTURE.content),
  );
  expect(shapeOf(content)).toBe(
    'doc\n  paragraph: One\n  paragraph: Two <linkhttps://example.org/x>https://example.org/x</>.',
  );
});

test('IO-3 a pad that Etherpad has put together is read with its lists, marks and headings', () => {
  const load = createRequire(process.env.ETHERPAD ?? '');
  const Changeset = load('./Changeset.js');
  const AttributePool = load('./AttributePool.js');
  const pool = new AttributePool();
  const builder = Changeset.builder(1);
  const insert = (text: string, ...attributes: [string, string][]): void =>
    builder.insert(text, [['author', 'a.1'], ...attributes], pool);
  insert('*', ['lmkr', '1'], ['heading', 'h1']);
  insert('Plenary\n');
  insert('Some ');
  insert('bold', ['bold', 'true']);
  insert(' text, see https://example.org/x.\n');
  for (const [level, words] of [
    [1, 'first'],
    [2, 'inner'],
    [1, 'second'],
  ] as const) {
    insert('*', ['lmkr', '1'], ['list', `bullet${level}`]);
    insert(`${words}\n`);
  }
  insert('*', ['lmkr', '1'], ['list', 'number1'], ['start', '1']);
  insert('one\n');
  insert('loud', ['font-size', '20']);
  const atext = Changeset.applyToAText(builder.toString(), Changeset.makeAText('\n'), pool);
  const records = {
    'pad:plenary': { atext, pool: pool.toJsonable(), head: 2, chatHead: 0 },
    'globalAuthor:a.1': { name: 'Ada', padIDs: 'plenary' },
    'pad:plenary:revs:0': {},
    'pad:plenary:revs:1': {},
    'pad:plenary:chat:0': { text: 'hi' },
  };
  const { title, content, losses } = jsonFromEtherpad(Buffer.from(JSON.stringify(records)));
  expect(title).toBe('plenary');
  expect(shapeOf(content)).toBe(`doc
  heading: Plenary
  paragraph: Some <bold>bold</> text, see <linkhttps://example.org/x>https://example.org/x</>.
  bulletList
    listItem
      paragraph: first
      bulletList
        listItem
          paragraph: inner
    listItem
      paragraph: second
  orderedList
    listItem
      paragraph: one
  paragraph: loud`);
  expect(losses.map(({ code, count }) => [code, count])).toEqual([
    ['chat', 1],
    ['revisions', 1],
    ['authors', 1],
    ['pluginAttributes', 1],
  ]);
});

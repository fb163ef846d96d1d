import { expect, test } from 'vitest';
import { jsonFromMarkdown } from '../markdown/json-from-markdown.ts';
import { piecesFromJson, textFromJson } from './text-from-json.ts';

test('CONV-7 plain text has a line for each block, with list markers, boxes and tabs', () => {
  const markdown = `
# Plenum

First\\
second **bold** [link](https://example.org)

- a
  - b

    c
3. three
4. four

- [x] done
- [ ] open

> quoted

| h1 | h2 |
| - | - |
| x<br>y | z |

---

\`\`\`
code
  more
\`\`\`
`;
  expect(textFromJson(jsonFromMarkdown(markdown)).split('\n')).toEqual([
    'Plenum',
    'First',
    'second bold link',
    '- a',
    '  - b',
    '    c',
    '3. three',
    '4. four',
    '[x] done',
    '[ ] open',
    '> quoted',
    'h1\th2',
    'x y\tz',
    '---',
    'code',
    '  more',
  ]);
});

test('CONV-7 empty paragraphs are empty lines', () => {
  const paragraph = { type: 'paragraph' };
  expect(textFromJson({ type: 'doc', content: [paragraph, paragraph, paragraph] })).toBe('\n\n');
});

test('HIST-9 the text in pieces is the same text, each piece with the marks and the kind of block that change how it looks', () => {
  const json = jsonFromMarkdown(
    '## A **bold** head\n\n- [ ] _one_ [two](https://example.org)\n\n| a | b |\n| - | - |\n| c | `d` |\n\n```\ncode\n```',
  );
  const pieces = piecesFromJson(json);
  expect(pieces.map(({ text }) => text).join('')).toBe(textFromJson(json));
  const styles = pieces.flatMap(({ text, styles }) => (styles.length > 0 ? [[text, ...styles]] : []));
  expect(styles).toEqual([
    ['A ', 'heading2'],
    ['bold', 'heading2', 'bold'],
    [' head', 'heading2'],
    ['one', 'italic'],
    ['two', 'link=https://example.org'],
    ['d', 'code'],
    ['code', 'codeBlock'],
  ]);
});

import { expect, test } from 'vitest';
import { jsonFromMarkdown } from '../markdown/json-from-markdown.ts';
import { textFromJson } from './text-from-json.ts';

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

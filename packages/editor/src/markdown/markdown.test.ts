import { AppError } from '@plenum/domain/errors';
import { describe, expect, test } from 'vitest';
import { htmlFromJson } from '../html/html-from-json.ts';
import type { NodeJson } from '../schema/json.ts';
import { safeDocument } from '../schema/safe-document.ts';
import { doc, HARD_CASES, p } from '../testing/hard-cases.ts';
import { randomDocument } from '../testing/random-document.ts';
import { jsonFromMarkdown, MAX_MARKDOWN_BYTES } from './json-from-markdown.ts';
import { markdownFromJson } from './markdown-from-json.ts';

/** What the eye sees: all text, without the white space that Markdown normalises. */
function visible(json: NodeJson): string {
  return safeDocument(json).textContent.replace(/\s+/g, '');
}

/** The document with its block structure and marks, without what Markdown doesn't have. */
function shape(json: NodeJson): string {
  return htmlFromJson(json).replace(/\s+/g, '');
}

describe('round trips', () => {
  test.each(Object.entries(HARD_CASES))('CONV-4 %s', (name, json) => {
    const back = jsonFromMarkdown(markdownFromJson(json));
    if (!name.startsWith('table cells')) expect(visible(back)).toBe(visible(json));
    expect(shape(jsonFromMarkdown(markdownFromJson(back)))).toBe(shape(back));
  });

  test.each([
    'nested lists with tasks',
    'lists side by side',
    'list items that begin with something else',
    'ordered lists that start elsewhere',
    'code with backticks',
    'code blocks with fences',
    'tables with pipes',
    'emphasis that touches emoji',
    'links with brackets',
    'a quote in a list in a quote',
    'something very long',
  ])('CONV-4 %s: blocks and marks come back, too', (name) => {
    const json = HARD_CASES[name] ?? doc();
    expect(shape(jsonFromMarkdown(markdownFromJson(json)))).toBe(shape(json));
  });

  test('CONV-4 cells with several lines keep them', () => {
    const json = HARD_CASES['table cells with breaks and blocks'] ?? doc();
    expect(markdownFromJson(json)).toContain('| c<br>d | e<br>- f<br>- g<br>`h`<br>`i` |');
    expect(htmlFromJson(jsonFromMarkdown(markdownFromJson(json)))).toContain('c<br>d');
  });

  test('CONV-4 merged cells leave empty ones, and no cell lies beyond the header', () => {
    const cell = (value: string, attrs = {}): NodeJson => ({ type: 'tableCell', attrs, content: [p(value)] });
    const json = doc({
      type: 'table',
      content: [
        { type: 'tableRow', content: [cell('a', { rowspan: 2 })] },
        { type: 'tableRow', content: [cell('b', { colspan: 2 }), cell('c')] },
      ],
    });
    expect(markdownFromJson(json).split('\n')).toEqual([
      '| a | | | |',
      '| - | - | - | - |',
      '| | b | | c |',
      '',
    ]);
  });

  test('CONV-4 an angle and the code after it make no mail address', () => {
    const json = jsonFromMarkdown('a \\<`m@x.de>`');
    expect(visible(json)).toBe('a<m@x.de>');
    expect(visible(jsonFromMarkdown(markdownFromJson(json)))).toBe('a<m@x.de>');
  });

  // SEED=n and RUNS=n look further than the documents that every run of the tests goes through.
  test('CONV-4 random documents lose no text', () => {
    const seed = Number(process.env.SEED ?? 1);
    const runs = Number(process.env.RUNS ?? 400);
    for (let run = 0; run < runs; run += 1) {
      const json = randomDocument(seed + run);
      const back = jsonFromMarkdown(markdownFromJson(json));
      expect(visible(back), `run again with SEED=${seed + run}`).toBe(visible(json));
    }
  });
});

describe('reading', () => {
  const html = (markdown: string): string => htmlFromJson(jsonFromMarkdown(markdown));

  test('CONV-5 HTML is text', () => {
    expect(visible(jsonFromMarkdown('<script>a</script>\n\n<div>\n*b*\n</div> <!-- c -->'))).toBe(
      '<script>a</script><div>b</div><!--c-->',
    );
  });

  test('CONV-5 an image is a link with its description', () => {
    expect(html('![a *b*](https://a.example/c.png "d")')).toContain(
      'href="https://a.example/c.png" title="d"',
    );
    expect(visible(jsonFromMarkdown('![a *b*](https://a.example/c.png)'))).toBe('ab');
    expect(visible(jsonFromMarkdown('![](https://a.example/c.png)'))).toBe('https://a.example/c.png');
    expect(html('[![a](/b.png)](https://c.example)')).toContain('<a href="https://c.example"');
  });

  test.each([
    '[a](javascript:alert(1))',
    '[a](JAVASCRIPT:alert(1))',
    '[a](&#106;avascript:alert(1))',
    '[a](java&#10;script:alert(1))',
    '[a](javascript&colon;alert(1))',
    '[a](\\javascript:alert(1))',
    '[a](<javascript:alert(1)>)',
    '[a][b]\n\n[b]: javascript:alert(1)',
    '<javascript:alert(1)>',
    '![a](data:text/html;base64,AAAA)',
    '[a](//evil.example)',
    '[a](vbscript:x "b")',
  ])('CONV-5 %j makes no link', (markdown) => {
    expect(html(markdown)).not.toContain('<a');
    expect(html(markdown)).toContain('a');
  });

  test('CONV-5 a link that may not be followed stays as it was written', () => {
    expect(visible(jsonFromMarkdown('[a](javascript:alert(1))'))).toBe('[a](javascript:alert(1))');
  });

  test('CONV-5 bare addresses are links, with their text untouched', () => {
    expect(html('see https://a.example/%C3%A4?b=c, x@y.example')).toBe(
      '<p dir="auto">see <a href="https://a.example/%C3%A4?b=c" rel="noopener noreferrer nofollow">https://a.example/%C3%A4?b=c</a>, ' +
        '<a href="mailto:x@y.example" rel="noopener noreferrer nofollow">x@y.example</a></p>',
    );
    expect(html('ftp://a.example a.example //a.example')).not.toContain('<a');
  });

  test('CONV-5 tasks and plain items of one list become a list each', () => {
    const json = jsonFromMarkdown('- [ ] a\n- [X] b\n- c\n- [ ] d\n\n1. [ ] e');
    expect(json.content?.map((node) => [node.type, node.content?.length])).toEqual([
      ['taskList', 2],
      ['bulletList', 1],
      ['taskList', 1],
      ['orderedList', 1],
    ]);
    expect(json.content?.[0]?.content?.map((item) => item.attrs?.checked)).toEqual([false, true]);
  });

  test('CONV-5 what is nested too deep stays as text', () => {
    const quotes = `${'> '.repeat(500)}deep`;
    const items = Array.from({ length: 300 }, (_, level) => `${'  '.repeat(level)}- i${level}`).join('\n');
    expect(visible(jsonFromMarkdown(quotes))).toContain('deep');
    expect(visible(jsonFromMarkdown(items))).toContain('i299');
  });

  test('CONV-5 deep headings become the deepest there is', () => {
    expect(html('###### a')).toBe('<h4 dir="auto">a</h4>');
  });

  test('CONV-5 nothing at all is an empty paragraph', () => {
    expect(jsonFromMarkdown('').content).toHaveLength(1);
    expect(jsonFromMarkdown('\uFEFF# a').content?.[0]?.type).toBe('heading');
  });
});

describe('bounds', () => {
  test.each([
    ['bytes', 'ä'.repeat(MAX_MARKDOWN_BYTES / 2 + 1)],
    ['characters', 'a'.repeat(MAX_MARKDOWN_BYTES + 1)],
    ['table cells', `a|b\n-|-\n${'a|b\n'.repeat(130_000)}`],
  ])('CONV-6 too many %s are refused', (_, markdown) => {
    let error: unknown;
    try {
      jsonFromMarkdown(markdown);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'too_large' });
  });

  test('CONV-6 two megabytes are read', () => {
    expect(visible(jsonFromMarkdown('a'.repeat(MAX_MARKDOWN_BYTES)))).toHaveLength(MAX_MARKDOWN_BYTES);
  });
});

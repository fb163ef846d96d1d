import { Editor } from '@tiptap/core';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { htmlFromJson } from '../html/html-from-json.ts';
import type { HtmlOptions } from '../html/options.ts';
import { jsonFromMarkdown } from '../markdown/json-from-markdown.ts';
import { markdownFromJson } from '../markdown/markdown-from-json.ts';
import { doc, p } from '../testing/hard-cases.ts';
import { textFromJson } from '../text/text-from-json.ts';
import { ENGLISH_DECISION } from './decision-words.ts';
import { documentExtensions } from './extensions.ts';
import type { NodeJson } from './json.ts';
import { safeDocument } from './safe-document.ts';

const FILE = '01a21938-ac32-76ad-892f-5f28dda6054a';
const FILE_URLS: HtmlOptions = { fileUrl: (id) => `/f/${id}` };

// Tiptap's keymap asks for the platform.
beforeAll(() => void vi.stubGlobal('navigator', { platform: '', userAgent: '' }));

const text = (value: string, ...marks: NodeJson['marks'] & object): NodeJson => ({
  type: 'text',
  text: value,
  marks,
});
const line = (...content: NodeJson[]): NodeJson => ({ type: 'paragraph', content });
const reference = (noteId: string): NodeJson => ({ type: 'footnoteReference', attrs: { noteId } });
const note = (noteId: string, words: string): NodeJson => ({
  type: 'footnote',
  attrs: { noteId },
  content: [p(words)],
});
const heading = (level: number, words: string, id: string | null): NodeJson => ({
  type: 'heading',
  attrs: { level, id },
  content: [text(words)],
});
const code = (language: string, value: string): NodeJson => ({
  type: 'codeBlock',
  attrs: { language },
  content: [text(value)],
});
/** What comes back from Markdown, as HTML. */
const returned = (markdown: string): string => htmlFromJson(jsonFromMarkdown(markdown), FILE_URLS);

describe('colours, height, place', () => {
  test('DOC-11 a colour that there is not leaves the text alone', () => {
    const coloured = (type: string, colour: unknown) => line(text('a', { type, attrs: { colour } }));
    expect(htmlFromJson(doc(coloured('textColour', 'red'), coloured('highlight', 'blue')))).toBe(
      '<p dir="auto"><span data-colour="red">a</span></p><p dir="auto"><mark data-colour="blue">a</mark></p>',
    );
    for (const colour of ['#ff0000', 'red; background: url(x)', null, 7, { red: true }]) {
      expect(htmlFromJson(doc(coloured('textColour', colour)))).toBe('<p dir="auto">a</p>');
    }
  });

  test('DOC-11 text stands higher or lower, and not both', () => {
    const html = htmlFromJson(
      doc(line(text('a', { type: 'superscript' }), text('b', { type: 'subscript' }))),
    );
    expect(html).toBe('<p dir="auto"><sup>a</sup><sub>b</sub></p>');
    const both = safeDocument(doc(line(text('a', { type: 'superscript' }, { type: 'subscript' }))));
    expect(both.firstChild?.firstChild?.marks).toHaveLength(1);
  });

  test('DOC-11 a block stands where, and goes in the direction, that it is set to', () => {
    const styled = { ...line(text('a')), attrs: { align: 'center', dir: 'rtl' } };
    expect(htmlFromJson(doc(styled))).toBe('<p dir="rtl" data-align="center">a</p>');
    expect(htmlFromJson(doc({ type: 'blockquote', content: [styled] }))).toMatch(/^<blockquote dir="rtl">/);
    const wrong = { ...line(text('a')), attrs: { align: 'left', dir: 'auto"' } };
    expect(htmlFromJson(doc(wrong))).toBe('<p dir="auto">a</p>');
  });

  test('DOC-11 an alignment set to a list sets its lines', () => {
    const editor = new Editor({
      element: null,
      extensions: documentExtensions(),
      content: doc(p('a'), p('b')),
    });
    editor.chain().selectAll().setAlignment('end').setDirection('rtl').run();
    expect(editor.state.doc.children.map(({ attrs }) => [attrs.align, attrs.dir])).toEqual([
      ['end', 'rtl'],
      ['end', 'rtl'],
    ]);
    editor.commands.setAlignment(null);
    expect(editor.state.doc.firstChild?.attrs.align).toBe(null);
  });
});

describe('blocks of blocks', () => {
  const callout = { type: 'callout', attrs: { kind: 'warning' }, content: [p('a'), code('', 'b')] };
  const details = {
    type: 'details',
    content: [p('more'), p('a'), { type: 'details', content: [p('b'), p('c')] }],
  };

  test('DOC-12 a callout says by a word of which kind it is', () => {
    const html = htmlFromJson(doc(callout), FILE_URLS);
    expect(html).toContain(
      '<div class="callout" data-kind="warning" role="note"><p class="callout-title">Warning</p>',
    );
    const unknown = { ...callout, attrs: { kind: '" onclick="' } };
    expect(htmlFromJson(doc(unknown))).toContain('data-kind="note"');
  });

  test('DOC-12 what folds away lies below the first block; without a line to show there is still something to press', () => {
    expect(htmlFromJson(doc(details))).toBe(
      '<details><summary><span dir="auto">more</span></summary><div><p dir="auto">a</p><details><summary><span dir="auto">b</span>' +
        '</summary><div><p dir="auto">c</p></div></details></div></details>',
    );
    expect(htmlFromJson(doc({ type: 'details', content: [{ type: 'horizontalRule' }] }))).toBe(
      '<details><summary>…</summary><div><hr></div></details>',
    );
  });

  test('CONV-12 callouts and details come back from Markdown', () => {
    expect(markdownFromJson(doc(callout))).toBe('> [!WARNING]\n>\n> a\n>\n> ```\n> b\n> ```\n');
    expect(markdownFromJson(doc(details))).toContain('<details>\n<summary>more</summary>\n\na\n\n<details>');
    for (const json of [
      doc(callout),
      doc(details),
      doc({ type: 'blockquote', content: [details, callout] }),
    ]) {
      expect(returned(markdownFromJson(json))).toBe(htmlFromJson(json, FILE_URLS));
    }
  });

  test('CONV-12 what only looks like their markers is text', () => {
    const looks = doc(
      { type: 'blockquote', content: [p('[!NOTE]')] },
      p('<details>'),
      p('[TOC]'),
      p('</details>'),
    );
    expect(returned(markdownFromJson(looks))).toBe(htmlFromJson(looks));
    expect(returned('> [!NOTICE]\n> a')).toContain('[!NOTICE]');
    expect(returned('<details>\n<summary>a</summary>\n\nb')).toContain('&lt;details&gt;');
  });

  test('CONV-12 code with the tags of details keeps them, and is left unfolded', () => {
    const json = doc({ type: 'details', content: [p('a'), code('html', 'x\n</details>\ny')] });
    expect(textFromJson(jsonFromMarkdown(markdownFromJson(json)))).toBe('a\nx\n</details>\ny');
  });
});

describe('notes', () => {
  const noted = doc(
    note('b', 'second'),
    line(text('x'), reference('a'), reference('b'), reference('a')),
    note('a', 'first'),
  );

  test('DOC-13 notes are numbered as the text first refers to them, and lead there and back', () => {
    const html = htmlFromJson(noted);
    expect(html).toContain(
      '<div id="note-b" class="footnote" role="note"><span class="footnote-number"><a href="#note-from-b"',
    );
    expect(html).toContain(
      '<sup class="footnote-reference"><a id="note-from-a" href="#note-a" aria-label="Note 1">1</a></sup>',
    );
    expect(html.match(/id="note-from-a"/g)).toHaveLength(1);
    expect(textFromJson(noted)).toBe('[2] second\nx[1][2][1]\n[1] first');
  });

  test('DOC-13 a reference without its note, a note without a reference, and a second note of one id are shown', () => {
    const html = htmlFromJson(
      doc(line(reference('gone')), note('lonely', 'l'), line(reference('a')), note('a', 'x'), note('a', 'y')),
    );
    expect(html).toContain('<sup class="footnote-reference">?</sup>');
    for (const words of ['l', 'x', 'y']) expect(html).toContain(`<p dir="auto">${words}</p>`);
    expect(html.match(/id="note-a"/g)).toHaveLength(1);
  });

  test('DOC-13 adding one puts the cursor into a new note at the end', () => {
    const editor = new Editor({
      element: null,
      extensions: documentExtensions(),
      content: doc(p('a'), p('b')),
    });
    editor.chain().setTextSelection(2).addFootnote().insertContent({ type: 'text', text: 'the note' }).run();
    const { doc: now } = editor.state;
    expect(now.lastChild?.type.name).toBe('footnote');
    expect(now.lastChild?.textContent).toBe('the note');
    expect(now.firstChild?.lastChild?.attrs.noteId).toBe(now.lastChild?.attrs.noteId);
  });

  test('CONV-12 notes come back from Markdown, also those that nothing refers to', () => {
    const markdown = markdownFromJson(noted);
    expect(markdown).toBe('[^2]: second\n\nx[^1][^2][^1]\n\n[^1]: first\n');
    expect(textFromJson(jsonFromMarkdown(markdown))).toBe(textFromJson(noted));
    expect(textFromJson(jsonFromMarkdown('a\n\n[^x]: alone'))).toBe('a\n[?] alone');
    expect(textFromJson(jsonFromMarkdown('a[^x] ^[b]'))).toBe('a[^x] ^[b]');
  });
});

describe('formulas, diagrams, code', () => {
  const drawn: HtmlOptions = {
    formulaHtml: (tex, isBlock) => (tex === 'bad' ? null : `<math>${isBlock}</math>`),
    codeHtml: (value, language) => (language === 'js' ? `<span class="hljs-x">${value}</span>` : null),
    diagramUrl: (source) => (source.length > 100 ? null : `/diagram#${encodeURIComponent(source)}`),
  };

  test('DOC-14 a formula is drawn where something draws it, else its source is shown', () => {
    const json = doc(
      line(text('a<b', { type: 'formula' })),
      code('math', 'a<b'),
      line(text('bad', { type: 'formula' })),
    );
    expect(htmlFromJson(json)).toBe(
      '<p dir="auto"><code class="formula" dir="ltr">a&lt;b</code></p><pre dir="ltr" tabindex="0"><code class="language-math" dir="ltr">a&lt;b</code></pre>' +
        '<p dir="auto"><code class="formula" dir="ltr">bad</code></p>',
    );
    expect(htmlFromJson(json, drawn)).toBe(
      '<p dir="auto"><span class="formula" dir="ltr"><math>false</math></span></p><div class="formula" dir="ltr"><math>true</math></div>' +
        '<p dir="auto"><code class="formula" dir="ltr">bad</code></p>',
    );
  });

  test('DOC-14 a diagram is framed without any right, with its source beside it', () => {
    const html = htmlFromJson(doc(code('mermaid', 'a-->b')), drawn);
    expect(html).toMatch(
      /^<figure class="diagram"><iframe src="\/diagram#a--%3Eb" title="Diagram" sandbox="allow-scripts" /,
    );
    expect(html).toContain('a--&gt;b</code>');
    expect(htmlFromJson(doc(code('mermaid', 'a'.repeat(101))), drawn)).not.toContain('iframe');
  });

  test('DOC-14 code in a known language is coloured', () => {
    expect(htmlFromJson(doc(code('js', '1')), drawn)).toContain('<span class="hljs-x">1</span>');
    expect(htmlFromJson(doc(code('nix', '<')), drawn)).toContain('&lt;</code>');
  });

  test('CONV-12 formulas come back from Markdown, and prices stay prices', () => {
    for (const tex of ['a', 'x^2', ' a ', '\\$5', 'a|b', 'a_b*c*', '$', 'a\\']) {
      const json = doc(line(text('1 '), text(tex, { type: 'formula' }), text('5 $')));
      expect(returned(markdownFromJson(json)), tex).toBe(htmlFromJson(json));
    }
    for (const words of ['$5 and $6', 'from $a to $b.', '\\$x\\$'])
      expect(returned(words)).not.toContain('formula');
    expect(returned('$$\na\n$$')).toContain('<code class="language-math"');
    expect(returned('| $a\\|b$ |\n| - |')).toContain('>a|b</code>');
  });
});

describe('contents, days, files', () => {
  test('DOC-15 contents list the headings that have a text and an id', () => {
    const json = doc(
      { type: 'tableOfContents' },
      heading(1, '<a>', 'x'),
      heading(2, 'b', 'y'),
      heading(2, ' ', 'z'),
      heading(2, 'c', null),
    );
    expect(htmlFromJson(json)).toMatch(
      /^<nav class="contents" aria-label="Contents"><ol role="list"><li data-level="1" dir="auto"><a href="#block-x">&lt;a&gt;<\/a><\/li><li data-level="2" dir="auto"><a href="#block-y">b<\/a><\/li><\/ol><\/nav>/,
    );
    expect(textFromJson(json)).toBe('<a>\nb\n \nc');
    expect(returned(markdownFromJson(doc({ type: 'tableOfContents' })))).toContain('<nav class="contents"');
  });

  test('ATT-28, DOC-15 of thousands of tables of contents a few list something', () => {
    const headings = Array.from({ length: 500 }, (_, i) => heading(1, 'a'.repeat(50), `h${i}`));
    const json = doc(...headings, ...Array.from({ length: 3_000 }, () => ({ type: 'tableOfContents' })));
    const html = htmlFromJson(json);
    expect(html.match(/<li /g)).toHaveLength(5 * 500);
    expect(html.match(/<nav /g)).toHaveLength(3_000);
  });

  test('DOC-16 a day is one that there is, and reads as ISO 8601 where there is only text', () => {
    const day = (date: unknown) => doc(line({ type: 'date', attrs: { date } }));
    const words = {
      callout: String,
      decisions: ENGLISH_DECISION,
      contents: '',
      footnote: String,
      backToText: '',
      diagram: '',
      missingFile: '',
      shownPage: '',
    };
    const german = { words: { ...words, date: (date: string) => `Tag ${date}` } };
    expect(htmlFromJson(day('2026-12-01'), german)).toBe(
      '<p dir="auto"><time class="date" datetime="2026-12-01">Tag 2026-12-01</time></p>',
    );
    expect(textFromJson(day('2026-12-01'))).toBe('2026-12-01');
    expect(markdownFromJson(day('2026-12-01'))).toBe('2026-12-01\n');
    for (const wrong of ['2026-02-30', '2026-1-1', '"><script>', 20261201, null]) {
      expect(htmlFromJson(day(wrong))).toBe('<p dir="auto"><time class="date">…</time></p>');
    }
  });

  test('DOC-17 a picture is a file of the instance, and never anything of elsewhere', () => {
    const image = (attrs: Record<string, unknown>) => doc({ type: 'image', attrs });
    expect(htmlFromJson(image({ fileId: FILE, alt: 'a "b"', width: 3, height: 2 }), FILE_URLS)).toBe(
      `<figure class="picture"><img src="/f/${FILE}" alt="a &quot;b&quot;" width="3" height="2" loading="lazy" decoding="async"></figure>`,
    );
    expect(htmlFromJson(image({ fileId: FILE, alt: 'a' }))).toBe('<figure class="picture">a</figure>');
    for (const fileId of ['https://evil.example/x.png', '../x', 'javascript:1', null]) {
      expect(htmlFromJson(image({ fileId, alt: 'a' }), FILE_URLS)).not.toContain('<img');
    }
    expect(returned('![a](https://evil.example/x.png)')).not.toContain('<img');
  });

  test('DOC-17 a file is shown by its name, also where it is not to be had', () => {
    const json = doc({ type: 'attachment', attrs: { fileId: FILE, name: 'a\u202e<b>.pdf', size: 9 } });
    expect(htmlFromJson(json, FILE_URLS)).toBe(
      `<p><a href="/f/${FILE}" class="attachment" download="a&lt;b&gt;.pdf" data-size="9"><bdi>a&lt;b&gt;.pdf</bdi></a></p>`,
    );
    expect(htmlFromJson(json)).toContain('This file is not here.');
    expect(textFromJson(json)).toBe('a<b>.pdf');
  });

  test('CONV-12 pictures and files come back from Markdown, each as a block', () => {
    const json = doc(
      p('a'),
      { type: 'image', attrs: { fileId: FILE, alt: '[x]' } },
      { type: 'attachment', attrs: { fileId: FILE, name: '*y*' } },
    );
    expect(returned(markdownFromJson(json))).toBe(htmlFromJson(json, FILE_URLS));
    expect(textFromJson(jsonFromMarkdown(`a ![b](/f/${FILE}) c`))).toBe('a \nb\n c');
    expect(textFromJson(jsonFromMarkdown(`# a ![b](/f/${FILE})`))).toBe('a b');
  });
});

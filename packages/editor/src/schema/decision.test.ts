import { Editor } from '@tiptap/core';
import { beforeAll, expect, test, vi } from 'vitest';
import { htmlFromJson } from '../html/html-from-json.ts';
import { jsonFromMarkdown } from '../markdown/json-from-markdown.ts';
import { markdownFromJson } from '../markdown/markdown-from-json.ts';
import { doc, p } from '../testing/hard-cases.ts';
import { textFromJson } from '../text/text-from-json.ts';
import { decisionTitle, outcomeFromTitle } from './decision-words.ts';
import { documentExtensions } from './extensions.ts';
import type { NodeJson } from './json.ts';

// Tiptap's keymap asks for the platform.
beforeAll(() => void vi.stubGlobal('navigator', { platform: '', userAgent: '' }));

const decision = (attrs: Record<string, unknown>, ...content: NodeJson[]): NodeJson => ({
  type: 'decision',
  attrs,
  content,
});
const item = (minutes: unknown, words: string): NodeJson => ({
  type: 'heading',
  attrs: { level: 2, minutes },
  content: [{ type: 'text', text: words }],
});

test('DECIDE-1 a decision says what became of it, by how many votes, and where it can be linked to', () => {
  const json = doc(decision({ id: 'a', result: 'accepted', yes: 7, no: 1, abstain: 0 }, p('Twelve tables')));
  expect(htmlFromJson(json)).toBe(
    '<div id="block-a" class="decision" data-result="accepted" data-yes="7" data-no="1" data-abstain="0" role="note"><p class="decision-title">Decision: accepted (7 yes, 1 no, 0 abstaining)</p><p dir="auto">Twelve tables</p></div>',
  );
  expect(textFromJson(json)).toBe('Decision: accepted (7 yes, 1 no, 0 abstaining)\nTwelve tables');
});

test('DECIDE-1 results that there are not and votes that are none are left out', () => {
  for (const wrong of [-1, 0.5, '7', 100_001, Number.NaN, null, {}]) {
    const json = doc(decision({ result: 'won', yes: wrong, no: wrong, abstain: wrong }, p('x')));
    expect(textFromJson(json)).toBe('Decision: open\nx');
  }
});

test('DECIDE-2 decisions and minutes come back from Markdown', () => {
  const results = ['open', 'accepted', 'rejected', 'postponed'];
  const blocks = results.map((result, yes) =>
    decision({ result, yes: yes || null, no: null, abstain: yes || null }, p('x')),
  );
  const markdown = markdownFromJson(doc(item(10, 'Budget'), ...blocks));
  expect(markdown).toContain('## Budget (10 min)\n');
  expect(markdown).toContain('> **Decision: accepted (1 yes, 1 abstaining)**\n>\n> x\n');
  const back = jsonFromMarkdown(markdown);
  expect(back.content?.map(({ type, attrs }) => [type, attrs?.minutes ?? attrs?.result, attrs?.yes])).toEqual(
    [
      ['heading', 10, undefined],
      ['decision', 'open', null],
      ['decision', 'accepted', 1],
      ['decision', 'rejected', 2],
      ['decision', 'postponed', 3],
    ],
  );
  expect(markdownFromJson(back)).toBe(markdown);
});

test('DECIDE-2 a quote that only looks like a decision stays a quote', () => {
  for (const line of [
    '**Decision: maybe**',
    '**Decision: open** and more',
    'Decision: open',
    '**Decision: open ()**',
  ]) {
    const type = jsonFromMarkdown(`> ${line}\n>\n> x`).content?.[0]?.type;
    expect([line, type]).toEqual([line, line.endsWith('()**') ? 'decision' : 'blockquote']);
  }
});

test('DECIDE-2 what a title says is read again', () => {
  for (const yes of [null, 0, 100_000])
    for (const no of [null, 3])
      for (const abstain of [null, 4]) {
        const outcome = { result: 'rejected', yes, no, abstain } as const;
        expect(outcomeFromTitle(decisionTitle(outcome))).toEqual(outcome);
      }
});

test('MEET-9 minutes of a heading are from 1 to 600, and stand behind it', () => {
  expect(htmlFromJson(doc(item(10, 'Budget')))).toBe('<h2 dir="auto" data-minutes="10">Budget</h2>');
  expect(textFromJson(doc(item(10, 'Budget')))).toBe('Budget (10 min)');
  for (const wrong of [0, 601, -1, 1.5, '10', null])
    expect(textFromJson(doc(item(wrong, 'Budget')))).toBe('Budget');
});

test('MEET-9 what is written below an item is none, and copies keep what they are', () => {
  const editor = new Editor({ extensions: documentExtensions(), content: doc(item(10, 'Budget')) });
  editor.chain().setTextSelection(7).splitBlock().run();
  expect(editor.getJSON().content?.map(({ attrs }) => attrs?.minutes ?? null)).toEqual([10, null]);
  const json = doc(decision({ result: 'rejected', yes: 3, no: 9, abstain: null }, p('x')), item(5, 'y'));
  editor.commands.setContent(json);
  expect(editor.getJSON().content?.map(({ attrs }) => attrs)).toMatchObject([
    { result: 'rejected', yes: 3, no: 9, abstain: null },
    { minutes: 5 },
  ]);
  editor.destroy();
});

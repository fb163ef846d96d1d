import { expect, test } from 'vitest';
import { jsonFromMarkdown } from '../markdown/json-from-markdown.ts';
import { slidesFromJson } from './slides-from-json.ts';

/** The text of each slide. */
const slidesOf = (markdown: string) =>
  [...slidesFromJson(jsonFromMarkdown(markdown)).matchAll(/<section class="slide">(.*?)<\/section>/gs)].map(
    ([, html = '']) => html.replace(/<[^>]*>/g, ' ').trim(),
  );

test.each([
  ['One\n\n---\n\nTwo', ['One', 'Two']],
  ['---\n\nOne\n\n---\n\n---\n\nTwo\n\n---', ['One', 'Two']],
  ['No rule at all', ['No rule at all']],
  ['> One\n>\n> ---\n>\n> still', ['One    still']],
  ['', []],
])('SLIDE-1 a document is parted into slides at its rules: %j', (markdown, slides) => {
  expect(slidesOf(markdown).map((text) => text.replace(/\s+/g, ' '))).toEqual(
    slides.map((text) => text.replace(/\s+/g, ' ')),
  );
});

test('SLIDE-1 what is written in a slide cannot leave it', () => {
  const text = '</section><script>alert(1)</script>';
  const json = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
  expect(slidesFromJson(json)).not.toMatch(/<script|<\/section>.*<\/section>/);
});

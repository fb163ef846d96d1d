import { documentSchema } from '@plenum/editor/schema/schema';
import { expect, test } from 'vitest';
import { Drawings } from './drawings.ts';
import { ToolBox } from './tools.ts';

/** How many things are drawn of a document of many blocks of code. */
function drawn(language: string, text: string, times: number): number {
  const box = new ToolBox(() => {});
  Object.assign(box.tools, {
    formulaHtml: () => '<math></math>',
    codePieces: (whole: string) => [{ text: whole, classes: ['hljs-x'] }],
  });
  const content = Array.from({ length: times }, () => ({
    type: 'codeBlock',
    attrs: { language },
    content: [{ type: 'text', text }],
  }));
  const doc = documentSchema.nodeFromJSON({ type: 'doc', content });
  return Drawings.of(doc, { box, words: { diagram: '' } }).decorations.find().length;
}

test('ATT-28, DOC-14 an editor draws only so much of a document, and leaves the rest as its source', () => {
  // A drawing is two decorations: itself, and one upon its source.
  expect(drawn('mermaid', 'a-->b', 10)).toBe(20);
  expect(drawn('mermaid', 'a-->b', 2_000)).toBe(100);
  expect(drawn('math', 'x'.repeat(2_500), 200)).toBe(40);
  expect(drawn('js', 'x'.repeat(6_400), 50)).toBe(10);
});

import type { NodeJson } from '@plenum/editor/schema/json';
import { expect, test } from 'vitest';
import { documentHtml } from './document-html.ts';

const reader = { locale: 'en', fileUrl: () => null } as const;

const code = (language: string, text: string): NodeJson => ({
  type: 'codeBlock',
  attrs: { language },
  content: [{ type: 'text', text }],
});

/** How often some HTML is in a document of many blocks of code. */
function count(sign: RegExp, language: string, text: string, times: number): number {
  const content = Array.from({ length: times }, () => code(language, text));
  return documentHtml({ type: 'doc', content }, reader).match(sign)?.length ?? 0;
}

test('ATT-28, DOC-14 of what a document has to be drawn only so much is: the rest is shown as its source', () => {
  expect(count(/<iframe /g, 'mermaid', 'graph TD; a-->b', 49)).toBe(49);
  expect(count(/<iframe /g, 'mermaid', 'graph TD; a-->b', 5_000)).toBe(50);
  const tex = 'x'.repeat(2_500);
  expect(count(/<math /g, 'math', tex, 10)).toBe(10);
  expect(count(/<math /g, 'math', tex, 200)).toBe(20);
  const line = `${'const a = 1;\n'.repeat(500)}`;
  expect(count(/language-js"><span/g, 'js', line, 5)).toBe(5);
  expect(count(/language-js"><span/g, 'js', line, 50)).toBe(9);
});

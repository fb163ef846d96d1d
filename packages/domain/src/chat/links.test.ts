import { expect, test } from 'vitest';
import { chatPieces } from './links.ts';

const linksIn = (text: string) =>
  chatPieces(text).flatMap((piece) => (typeof piece === 'string' ? [] : [piece.href]));

test.each([
  ['See https://example.org/a?b=c#d.', ['https://example.org/a?b=c#d']],
  ['(https://example.org/a)', ['https://example.org/a']],
  ['https://example.org/Moon_(planet), really', ['https://example.org/Moon_(planet)']],
  ['HTTP://EXAMPLE.ORG!', ['http://example.org/']],
  ['mailto:ada@example.org', ['mailto:ada@example.org']],
  ['“https://example.org/ü”', ['https://example.org/%C3%BC']],
  ['https://a.example\nhttps://b.example', ['https://a.example/', 'https://b.example/']],
  ['javascript:alert(1) data:text/html,x file:///etc/passwd vbscript:x', []],
  ['xhttps://example.org', []],
  ['https:// and http://', []],
  ['no link', []],
])('CHAT-9 in «%s» the addresses of web and e-mail are links', (text, links) => {
  expect(linksIn(text)).toEqual(links);
  const said = chatPieces(text).map((piece) => (typeof piece === 'string' ? piece : piece.text));
  expect(said.join('')).toBe(text);
});

test('CHAT-9 a long message without an end to its address is read in time that does not grow with its square', () => {
  const text = `https://example.org/${')'.repeat(2000)}`;
  expect(linksIn(text)).toEqual(['https://example.org/']);
});

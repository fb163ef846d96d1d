import { expect, test } from 'vitest';
import { safeHref } from './href.ts';
import { documentSchema } from './schema.ts';

const ALLOWED = [
  'https://example.org/a?b=c#d',
  'HTTP://example.org',
  'https://müller.example/ä b',
  'mailto:plenum@example.org?subject=Hi',
  'tel:+49301234567',
  '/wiki/page',
  './page',
  '../page?x=a:b',
  'page',
  '#block-1',
  '?page=2',
];

const REFUSED = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  '\u0001javascript:alert(1)',
  'java\tscript:alert(1)',
  'java\nscript:alert(1)',
  'java\0script:alert(1)',
  'java\u200bscript:alert(1)',
  'javascript\u00a0:alert(1)',
  'ｊavascript:alert(1)',
  'javascript&colon;alert(1):',
  '&#106;avascript:alert(1)',
  'javascript%3aalert(1):x',
  'vbscript:msgbox',
  'data:text/html,<script>alert(1)</script>',
  'data:image/svg+xml;base64,AAAA',
  'blob:https://example.org/1',
  'file:///etc/passwd',
  'filesystem:https://example.org/x',
  'view-source:https://example.org',
  'ftp://example.org',
  'intent://x#Intent;scheme=http;end',
  '//evil.example/x',
  '/\\evil.example',
  '\\\\evil.example',
  'https:evil',
  'https:///evil.example',
  'http://',
  'foo:bar',
  '',
  '   ',
  `https://example.org/${'a'.repeat(9000)}`,
  null,
  undefined,
  42,
  { toString: () => 'https://example.org' },
  ['https://example.org'],
];

test.each(ALLOWED)('DOC-3 %s may be followed', (href) => {
  expect(safeHref(href)).toBe(href);
});

test.each(REFUSED)('DOC-3, ATT-28 %j is refused', (href) => {
  expect(safeHref(href)).toBeNull();
});

test.each([...ALLOWED, ...REFUSED.filter((href) => typeof href === 'string')])(
  'DOC-3, ATT-28 the schema parses and shows %j only as a link that may be followed',
  (href) => {
    const link = documentSchema.marks.link;
    const [rule] = link?.spec.parseDOM ?? [];
    const parsed = rule?.getAttrs?.({
      getAttribute: (name: string) => (name === 'href' ? href : null),
    } as never);
    const shown = link?.spec.toDOM?.(link.create({ href }), true);
    const allowed = safeHref(href) !== null;
    expect(parsed !== false).toBe(allowed);
    expect(Array.isArray(shown) ? shown[0] : null).toBe(allowed ? 'a' : 'span');
    expect(JSON.stringify(shown).includes('href')).toBe(allowed);
  },
);

test('DOC-3 a link has no attributes but its target and title, and tells the browser to keep its distance', () => {
  const link = documentSchema.marks.link;
  const mark = link?.create({
    href: '/a',
    title: 't',
    class: 'fixed inset-0',
    target: '_top',
    rel: 'opener',
  });
  expect(Object.keys(mark?.attrs ?? {}).sort()).toEqual(['href', 'title']);
  const shown = mark === undefined ? null : link?.spec.toDOM?.(mark, true);
  expect(shown).toEqual(['a', { href: '/a', rel: 'noopener noreferrer nofollow', title: 't' }, 0]);
});

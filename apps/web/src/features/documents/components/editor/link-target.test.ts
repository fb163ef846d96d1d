import { expect, test } from 'vitest';
import { linkTarget } from './link-target.ts';

test.each([
  ['example.org', 'https://example.org'],
  [' example.org/a?b#c ', 'https://example.org/a?b#c'],
  ['example.org:8443/x', 'https://example.org:8443/x'],
  ['localhost:3000', 'https://localhost:3000'],
  ['http://example.org', 'http://example.org'],
  ['ada@example.org', 'mailto:ada@example.org'],
  ['mailto:ada@example.org', 'mailto:ada@example.org'],
  ['/d/123', '/d/123'],
  ['#decisions', '#decisions'],
])('EDIT-15 %s links to %s', (typed, target) => {
  expect(linkTarget(typed)).toBe(target);
});

test.each([
  '',
  ' ',
  'hello',
  'two words',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  '//evil.example',
  'file:///etc/passwd',
])('EDIT-15 %j can be no link', (typed) => {
  expect(linkTarget(typed)).toBeNull();
});

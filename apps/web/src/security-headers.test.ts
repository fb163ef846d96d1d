import { expect, test } from 'vitest';
import { contentSecurityPolicy, FILE_POLICY, headersByPath, isFile } from './security-headers.ts';

function directives(policy: string): Map<string, string[]> {
  return new Map(
    policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources];
    }),
  );
}

const policy = directives(
  contentSecurityPolicy({ nonce: 'abc', publicUrl: 'https://plenum.example/', development: false }),
);

test('UI-7 a page runs only scripts and styles of its own or with the request’s nonce', () => {
  expect(policy.get('script-src')).toEqual(["'self'", "'nonce-abc'", "'strict-dynamic'"]);
  expect(policy.get('style-src')).toEqual(["'self'", "'nonce-abc'"]);
  expect([...policy.values()].flat().filter((source) => source.startsWith("'unsafe"))).toEqual([]);
});

test('UI-8 a page talks only to its own origin, and nobody frames it', () => {
  expect(policy.get('default-src')).toEqual(["'self'"]);
  expect(policy.get('connect-src')).toEqual(["'self'", 'wss://plenum.example']);
  expect(policy.get('worker-src')).toEqual(["'self'"]);
  expect(policy.get('form-action')).toEqual(["'self'"]);
  expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
  expect(policy.get('base-uri')).toEqual(["'none'"]);
  expect(policy.get('object-src')).toEqual(["'none'"]);
});

test('UI-8 only while developing may hot reload do more', () => {
  const loose = directives(
    contentSecurityPolicy({ nonce: 'abc', publicUrl: 'http://localhost:3000', development: true }),
  );
  expect(loose.get('script-src')).toContain("'unsafe-eval'");
  expect(loose.get('connect-src')).toEqual(["'self'", 'ws://localhost:3000', 'ws:']);
});

function headersOf(source: string): Record<string, string> {
  const rule = headersByPath().find((candidate) => candidate.source === source);
  return Object.fromEntries(rule?.headers.map(({ key, value }) => [key, value]) ?? []);
}

test('UI-9 every answer forbids sniffing, indexing, sensors and telling other sites where one came from', () => {
  expect(headersOf('/:path*')).toMatchObject({
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
  });
  // What is published says for itself whether it may be found.
  expect(headersOf('/((?!p/).*)')).toEqual({ 'X-Robots-Tag': 'noindex, nofollow' });
  expect(headersOf('/:path*')['Permissions-Policy']).toContain('camera=()');
});

test('UI-9 the address of a shared page is never sent on', () => {
  expect(headersOf('/s/:path*')).toEqual({ 'Referrer-Policy': 'no-referrer' });
  // Where a guest writes, forms need an origin.
  expect(headersByPath().at(-1)).toMatchObject({ source: '/s/:token/:page(write|comments|pad)' });
  expect(headersOf('/s/:token/:page(write|comments|pad)')).toEqual({ 'Referrer-Policy': 'strict-origin' });
});

test('UI-9 the address of an invitation is not sent on, also not by the form that signs in before it', () => {
  expect(headersOf('/join/:path*')).toEqual({ 'Referrer-Policy': 'strict-origin' });
  expect(headersOf('/sign-in')).toEqual({ 'Referrer-Policy': 'strict-origin' });
});

test.each([
  ['/d/1/files/2', true],
  ['/s/token/1/2', true],
  ['/p/slug/files/1/2', true],
  ['/d/1/files', false],
  ['/d/1/history', false],
  ['/s/token/1', false],
  ['/s/token/write', false],
  ['/p/slug/page', false],
])('FILE-8 what somebody uploaded may do nothing, wherever it is: %s %s', (path, isUploaded) => {
  expect(isFile(path)).toBe(isUploaded);
  expect(FILE_POLICY).toBe("default-src 'none'; sandbox");
});

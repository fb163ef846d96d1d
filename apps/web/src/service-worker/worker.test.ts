import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runInNewContext } from 'node:vm';
import { beforeEach, expect, test, vi } from 'vitest';

const ORIGIN = 'https://plenum.example';
const source = readFileSync(path.join(import.meta.dirname, 'worker.js'), 'utf8');
const { assembleWorker } = await import(
  pathToFileURL(path.join(import.meta.dirname, '../../scripts/assemble-worker.mjs')).href
);

/** Caches by name, each with answers by path; what the browser keeps whichever worker is there. */
let stored: Map<string, Map<string, Response>>;
/** What the network answers by path; nothing without a network. */
let network: Map<string, () => Response> | null;
let isRegistered: boolean;

beforeEach(() => {
  stored = new Map();
  network = new Map();
  isRegistered = true;
});

function pathOf(request: string | { url: string }): string {
  return new URL(typeof request === 'string' ? request : request.url, ORIGIN).pathname;
}

const fetched = vi.fn(async (request: string | { url: string }) => {
  const answer = network?.get(pathOf(request));
  if (!network) throw new TypeError('Failed to fetch');
  return answer?.() ?? new Response('', { status: 404 });
});

const caches = {
  open: async (name: string) => {
    const cache = stored.get(name) ?? new Map<string, Response>();
    stored.set(name, cache);
    return {
      addAll: async (files: string[]) => {
        const answers = await Promise.all(files.map(fetched));
        if (answers.some(({ ok }) => !ok)) throw new TypeError('a file is missing');
        for (const [index, file] of files.entries()) cache.set(file, answers[index] ?? new Response());
      },
      put: async (request: string | { url: string }, answer: Response) =>
        void cache.set(pathOf(request), answer),
    };
  },
  match: async (request: string | { url: string }, { cacheName }: { cacheName: string }) =>
    stored.get(cacheName)?.get(pathOf(request))?.clone(),
  keys: async () => [...stored.keys()],
  delete: async (name: string) => stored.delete(name),
};

/** A worker made of a build; what it does on an event is waited for. */
function aWorker(built: string[]) {
  const listeners = new Map<string, (event: object) => void>();
  const self = {
    location: new URL(ORIGIN),
    addEventListener: (type: string, listener: (event: object) => void) => listeners.set(type, listener),
    registration: {
      unregister: async () => {
        isRegistered = false;
      },
    },
    clients: { claim: async () => {} },
  };
  const script: string = assembleWorker({ source, built });
  runInNewContext(script, { self, caches, fetch: fetched, URL, Response, Error });
  const work: unknown[] = [];
  const waitUntil = (one: unknown) => work.push(one);
  const tell = async (type: string, event: object = {}) => {
    listeners.get(type)?.({ waitUntil, ...event });
    await Promise.all(work.splice(0));
  };
  /** What a page gets; undefined where the worker leaves the request to the browser. */
  const ask = async (address: string, { mode = 'no-cors', method = 'GET' } = {}) => {
    let answer: Promise<Response> | undefined;
    const request = { url: new URL(address, ORIGIN).href, mode, method };
    const respondWith = (given: Promise<Response>) => {
      answer = given;
    };
    await tell('fetch', { request, respondWith });
    const response = await answer;
    await Promise.all(work.splice(0));
    return response?.type === 'error' ? 'error' : response?.text();
  };
  return { tell, ask, visit: (address: string) => ask(address, { mode: 'navigate' }) };
}

/** Serves a build: its files, the page that goes with them, and others. */
function serve(built: string[], chunk = built[0]): void {
  network = new Map([
    ...built.map((file) => [`/_next/static/${file}`, () => new Response(`file ${file}`)] as const),
    ['/offline', () => new Response(`<html lang="en"><script src="/_next/static/${chunk}?x" async>`)],
    ['/d/1', () => new Response('the page of a document')],
    ['/sw.js', () => new Response('a worker')],
  ]);
}

async function anInstalledWorker(built: string[]) {
  serve(built);
  const worker = aWorker(built);
  await worker.tell('install');
  await worker.tell('activate');
  return worker;
}

test('OFFLINE-1 pages come from the network; without one a document’s address shows what is on the device', async () => {
  const worker = await anInstalledWorker(['chunks/a.js']);
  expect(await worker.visit('/d/1')).toBe('the page of a document');
  network = null;
  for (const address of ['/', '/d/1', '/w/garden', '/settings'])
    expect(await worker.visit(address)).toContain('<html lang="en">');
  expect(await worker.ask('/_next/static/chunks/a.js')).toBe('file chunks/a.js');
});

test('OFFLINE-2 nothing is kept of pages, share links, invitations and the API, and nothing stands in for them', async () => {
  const worker = await anInstalledWorker(['chunks/a.js']);
  for (const address of ['/d/1', '/s/token', '/join/token', '/api/v1/me']) await worker.visit(address);
  const [kept] = [...stored.values()];
  expect([...(kept?.keys() ?? [])].sort()).toEqual(['/_next/static/chunks/a.js', '/offline']);
  network = null;
  for (const address of ['/s/token', '/join/token', '/sign-in', '/api/v1/me', '/healthz'])
    expect(await worker.visit(address), address).toBeUndefined();
  expect(await worker.ask('/d/1')).toBeUndefined();
  expect(await worker.ask('/sign-out', { mode: 'navigate', method: 'POST' })).toBeUndefined();
  expect(await worker.ask('https://elsewhere.example/_next/static/chunks/a.js')).toBeUndefined();
});

test('OFFLINE-3 a version is there whole or not at all', async () => {
  serve(['chunks/a.js', 'chunks/b.js']);
  network?.delete('/_next/static/chunks/b.js');
  await expect(aWorker(['chunks/a.js', 'chunks/b.js']).tell('install')).rejects.toThrow();
});

test('OFFLINE-3 a page of another build is not kept with the files of this one', async () => {
  serve(['chunks/a.js'], 'chunks/of-the-next-build.js');
  await expect(aWorker(['chunks/a.js']).tell('install')).rejects.toThrow('another build');
});

test('OFFLINE-3 a new version takes over with its own files, and the old one’s are deleted', async () => {
  const old = await anInstalledWorker(['chunks/old.js']);
  serve(['chunks/new.js']);
  const next = aWorker(['chunks/new.js']);
  await next.tell('install');
  // As long as a window of the old version is open, it has its own.
  network = null;
  expect(await old.ask('/_next/static/chunks/old.js')).toBe('file chunks/old.js');
  expect(await old.visit('/d/1')).toContain('chunks/old.js');
  await next.tell('activate');
  expect([...stored.keys()]).toHaveLength(1);
  expect(await next.visit('/d/1')).toContain('chunks/new.js');
});

test('OFFLINE-4 where Plenum serves no worker any more, those that are left remove themselves and what they keep', async () => {
  const worker = await anInstalledWorker(['chunks/a.js']);
  network?.delete('/sw.js');
  expect(await worker.visit('/d/1')).toBe('the page of a document');
  expect(isRegistered).toBe(false);
  expect(stored.size).toBe(0);
});

test('OFFLINE-4 a server that is away is no withdrawal', async () => {
  const worker = await anInstalledWorker(['chunks/a.js']);
  network?.set('/sw.js', () => new Response('', { status: 503 }));
  await worker.visit('/d/1');
  expect(isRegistered).toBe(true);
});

test('OFFLINE-5 the page changes its language when the browser does', async () => {
  const worker = await anInstalledWorker(['chunks/a.js']);
  network?.set('/offline', () => new Response('<html lang="de"><script src="/_next/static/chunks/a.js">'));
  await worker.tell('message', { data: 'look again' });
  network = null;
  expect(await worker.visit('/d/1')).toContain('lang="de"');
});

test('OFFLINE-3 fonts of other scripts and compressed copies are not fetched beforehand', () => {
  const script: string = assembleWorker({
    source: '',
    built: [
      'chunks/a.js',
      'chunks/a.js.br',
      'chunks/a.css',
      'media/inter-latin-wght-normal.0a.woff2',
      'media/inter-cyrillic-wght-normal.0b.woff2',
      'media/inter-latin-ext-wght-normal.0c.woff2',
    ],
  });
  expect(JSON.parse(/\{.*\}/.exec(script)?.[0] ?? '').files).toEqual([
    '/_next/static/chunks/a.css',
    '/_next/static/chunks/a.js',
    '/_next/static/media/inter-latin-wght-normal.0a.woff2',
  ]);
});

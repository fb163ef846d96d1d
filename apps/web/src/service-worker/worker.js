// The service worker: pages come from the network; without one, a page that shows what this device keeps. It is put together
// with BUILD, the list of what was built, by scripts/assemble-standalone.mjs. It keeps files that are the same for everybody
// and no page with anything in it.

/** @typedef {{ version: string, files: string[] }} Build */
const CACHE = `plenum-${BUILD.version}`;
const OFFLINE_PAGE = '/offline';
const BUILT = '/_next/static/';

/** Fonts of other scripts are kept once they are needed. */
const MEDIA = `${BUILT}media/`;

/** Pages of whoever is signed in. Share links and invitations open for others, too, and are never stood in for. */
const STANDS_IN = /^\/(?:$|d\/|w\/|settings|offline|new-workspace)/;

self.addEventListener('install', (event) => event.waitUntil(fill()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('message', (event) => {
  if (event.data === 'look again') event.waitUntil(keepOfflinePage());
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate' && STANDS_IN.test(pathname)) event.respondWith(page(event));
  else if (pathname.startsWith(BUILT)) event.respondWith(built(request, pathname));
});

/** A version is there whole or not at all: where one file is missing the browser tries again later. */
async function fill() {
  const cache = await caches.open(CACHE);
  await cache.addAll(BUILD.files);
  await keepOfflinePage();
}

/** Keeps the page in the language and theme of this browser, if it is of the same build as the files. */
async function keepOfflinePage() {
  const response = await fetch(OFFLINE_PAGE, { cache: 'no-store' });
  if (!response.ok || response.redirected) throw new Error('There is no page for without a network.');
  const html = await response.clone().text();
  const scripts = [...html.matchAll(/<script[^>]* src="([^"?]+)/g)].map(([, path]) => path);
  if (scripts.length === 0 || scripts.some((path) => !BUILD.files.includes(path)))
    throw new Error('The page is of another build.');
  await (await caches.open(CACHE)).put(OFFLINE_PAGE, response);
}

/** Happens once no window is left that uses the version before, so that nothing of two versions is mixed. */
async function takeOver() {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

async function page(event) {
  try {
    const response = (await event.preloadResponse) ?? (await fetch(event.request));
    event.waitUntil(retireIfWithdrawn());
    return response;
  } catch {
    const offline = await caches.match(OFFLINE_PAGE, { cacheName: CACHE });
    return offline ?? Response.error();
  }
}

async function built(request, pathname) {
  const kept = await caches.match(request, { cacheName: CACHE, ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && pathname.startsWith(MEDIA))
    await (await caches.open(CACHE)).put(request, response.clone());
  return response;
}

let hasLooked = false;

/** The way to be rid of workers: where Plenum serves none any more, those that are left remove themselves and what they keep. */
async function retireIfWithdrawn() {
  if (hasLooked) return;
  hasLooked = true;
  const { status } = await fetch('/sw.js', { method: 'HEAD', cache: 'no-store' });
  if (status !== 404 && status !== 410) return;
  await self.registration.unregister();
  for (const name of await caches.keys()) await caches.delete(name);
}

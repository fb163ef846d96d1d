import { OFFLINE_PATH } from '#lib/paths.ts';

/** Where the service worker is served; it is made when Plenum is built. */
const WORKER_PATH = '/sw.js';

/** Sees to it that a service worker opens pages without a network, in this page's language and theme. */
export async function keepWorker(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.register(WORKER_PATH, { scope: '/', updateViaCache: 'none' });
  const kept = await caches.match(OFFLINE_PATH);
  const html = await kept?.text();
  if (html !== undefined && !looksLikeThisPage(html))
    navigator.serviceWorker.controller?.postMessage('look again');
}

/** Removes the service worker and all that it keeps. */
export async function removeWorker(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  for (const registration of await navigator.serviceWorker.getRegistrations())
    await registration.unregister();
  for (const name of await caches.keys()) await caches.delete(name);
}

function looksLikeThisPage(html: string): boolean {
  const opening = /<html[^>]*>/.exec(html)?.[0] ?? '';
  const { lang, dataset } = document.documentElement;
  const theme = /data-theme="(\w+)"/.exec(opening)?.[1];
  return opening.includes(`lang="${lang}"`) && theme === dataset.theme;
}

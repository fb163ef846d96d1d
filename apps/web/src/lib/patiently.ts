/** Milliseconds until what did not come is tried again, if the network does not come back before. */
const REST = 10_000;

/**
 * Loads a part of the page that came to be wanted later. What fails is tried again for as long as the page is there, so that somebody who
 * is offline lacks that part and keeps the page.
 */
export async function patiently<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch {
      await networkOrRest();
    }
  }
}

function networkOrRest(): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      window.removeEventListener('online', go);
      resolve();
    };
    const timer = setTimeout(go, REST);
    window.addEventListener('online', go);
  });
}

let isAsked = false;

/**
 * Asks the browser, once a page, to make room at the cost of what lies here last of all (Storage, "persistent"). Only browsers
 * that decide by themselves: a question that nobody expects would stand in the way of whoever is writing.
 */
export async function keepFirmly(): Promise<void> {
  if (isAsked || !navigator.storage?.persist) return;
  isAsked = true;
  try {
    if (await decidesItself()) await navigator.storage.persist();
  } catch {
    // It is kept as before.
  }
}

/** Firefox would ask the person. Chromium, which alone tells its brands, and Safari, which knows no such permission, do not. */
async function decidesItself(): Promise<boolean> {
  if ('userAgentData' in navigator) return true;
  try {
    return (await navigator.permissions.query({ name: 'persistent-storage' })).state === 'granted';
  } catch {
    return true;
  }
}

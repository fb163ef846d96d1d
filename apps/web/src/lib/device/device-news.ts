const NAME = 'plenum-device';

/** Tells other windows that something that the device kept may be gone. */
export function tellNews(): void {
  const channel = new BroadcastChannel(NAME);
  channel.postMessage(null);
  channel.close();
}

/** @returns the way to stop listening */
export function listenForNews(listener: () => void): () => void {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = listener;
  return () => channel.close();
}

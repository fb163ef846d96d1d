/** What is fed: a stream of Node or one that works like it. */
interface Destination {
  readonly destroyed: boolean;
  write(chunk: Uint8Array): boolean;
  end(chunk?: Uint8Array): unknown;
  once(event: 'drain' | 'close', listener: () => void): unknown;
  off(event: 'drain' | 'close', listener: () => void): unknown;
}

/**
 * Writes chunks into a stream and ends it, no faster than it takes them. Where it breaks, that is heard from the stream
 * itself, and the rest is left where it is.
 */
export async function feed(
  destination: Destination,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  for await (const chunk of chunks) {
    if (destination.destroyed) return;
    if (!destination.write(chunk)) await canGoOn(destination);
  }
  destination.end();
}

function canGoOn(destination: Destination): Promise<void> {
  return new Promise((resolve) => {
    const goOn = () => {
      destination.off('drain', goOn);
      destination.off('close', goOn);
      resolve();
    };
    destination.once('drain', goOn);
    destination.once('close', goOn);
  });
}

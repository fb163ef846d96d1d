import type pg from 'pg';
import { type Bus, type BusEvent, decodeBusMessage, encodeBusMessage } from './bus.ts';
import { listen } from './listener.ts';
import { NotifyQueue } from './notify-queue.ts';

/** The channel that all processes of an instance share; a database is an instance's own. */
const CHANNEL = 'plenum_bus';

/**
 * The bus on PostgreSQL's LISTEN and NOTIFY. Sends through the pool; listens on a connection of its own, opened with the
 * first subscription, since a pool hands its connections around.
 * @param url the `postgresql://` URL to listen at.
 */
export function notifyBus({ url, pool }: { url: string; pool: pg.Pool }): Bus {
  const listeners = new Set<(event: BusEvent) => void>();
  const queue = new NotifyQueue({ pool, channel: CHANNEL });
  const tell = (event: BusEvent): void => {
    for (const listener of listeners) listener(event);
  };
  let line: ReturnType<typeof listen> | null = null;

  return {
    publish: async (message) => queue.send(encodeBusMessage(message)),
    async subscribe(listener) {
      listeners.add(listener);
      line ??= listen({
        url,
        channel: CHANNEL,
        onPayload(payload) {
          const message = decodeBusMessage(payload);
          if (message) tell(message);
        },
        onRestored: () => tell({ type: 'missed' }),
      });
      await line.listening;
      return () => listeners.delete(listener);
    },
    get isListening() {
      return line?.isUp ?? false;
    },
    async close() {
      listeners.clear();
      queue.close();
      await line?.close();
    },
  };
}

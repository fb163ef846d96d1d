import { type Bus, type BusEvent, decodeBusMessage, encodeBusMessage } from './bus.ts';
import { keepLine, type OpenLineTo } from './line.ts';
import { SendQueue } from './send-queue.ts';

/** What carries a bus from process to process. */
interface Carrier {
  /** Sends payloads in order. Rejects when that fails or takes too long. */
  send: (payloads: readonly string[]) => Promise<unknown>;
  open: OpenLineTo;
  /** Ends what sending has opened; never rejects. */
  close?: () => Promise<unknown>;
}

/** The bus over something that carries payloads: sends through a queue, listens on a line opened with the first subscription. */
export function busOver({ send, open, close }: Carrier): Bus {
  const listeners = new Set<(event: BusEvent) => void>();
  const queue = new SendQueue({ send, lost: encodeBusMessage({ type: 'missed' }) });
  const tell = (event: BusEvent): void => {
    for (const listener of listeners) listener(event);
  };
  let line: ReturnType<typeof keepLine> | null = null;

  return {
    publish: async (message) => queue.send(encodeBusMessage(message)),
    async subscribe(listener) {
      listeners.add(listener);
      line ??= keepLine({
        open,
        onPayload(payload) {
          const message = decodeBusMessage(payload);
          if (message) tell(message);
        },
        onCut: () => tell({ type: 'cut' }),
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
      await Promise.all([line?.close(), close?.()]);
    },
  };
}

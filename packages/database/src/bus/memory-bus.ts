import { type Bus, type BusEvent, decodeBusMessage, encodeBusMessage } from './bus.ts';

/** The bus within one process, for tests. Messages go through their text form, as between processes. */
export function memoryBus(): Bus {
  const listeners = new Set<(event: BusEvent) => void>();
  return {
    async publish(message) {
      const text = encodeBusMessage(message);
      await Promise.resolve();
      for (const listener of listeners) {
        const heard = decodeBusMessage(text);
        if (heard) listener(heard);
      }
    },
    async subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get isListening() {
      return listeners.size > 0;
    },
    async close() {
      listeners.clear();
    },
  };
}

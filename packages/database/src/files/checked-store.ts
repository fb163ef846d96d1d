import type { FileStore } from './file-store.ts';

/** A store at which something is looked before anything else is asked of it: once, unless that fails. */
export function checkedStore(store: FileStore, look: () => Promise<void>): FileStore {
  let looked: Promise<void> | null = null;
  const ready = async (): Promise<FileStore> => {
    looked ??= look();
    try {
      await looked;
    } catch (error) {
      looked = null;
      throw error;
    }
    return store;
  };
  return {
    write: async (name, content) => (await ready()).write(name, content),
    sizeOf: async (name) => (await ready()).sizeOf(name),
    async *read(name, range) {
      yield* (await ready()).read(name, range);
    },
    remove: async (name) => (await ready()).remove(name),
    async *list() {
      yield* (await ready()).list();
    },
    check: async () => (await ready()).check(),
  };
}

import { expect, type Page } from '@playwright/test';

/** What a browser keeps of Plenum, looked at from one of its pages. */
export class Device {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Waits until pages open without a network. */
  async untilReady(): Promise<void> {
    await this.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
  }

  /** Ends the page as a phone does that needs its memory, and opens its address again. */
  async discard(): Promise<Page> {
    const url = this.page.url();
    const context = this.page.context();
    await this.page.close();
    const again = await context.newPage();
    await again.goto(url);
    return again;
  }

  /** The rows of a store; none where there is no database, and none is made. */
  async rows(store: 'owner' | 'copies' | 'rows'): Promise<number> {
    return (await this.#read<number>(store, 'count')) ?? 0;
  }

  /** The edits that it alone has, of all documents. */
  async unsavedEdits(): Promise<number> {
    type Counts = Record<string, number>;
    const copies = (await this.#read<{ made: Counts; saved: Counts }[]>('copies', 'getAll')) ?? [];
    const unsaved = copies.flatMap(({ made, saved }) =>
      Object.entries(made).map(([session, edits]) => Math.max(0, edits - (saved[session] ?? 0))),
    );
    return unsaved.reduce((sum, edits) => sum + edits, 0);
  }

  #read<T>(store: string, what: 'count' | 'getAll'): Promise<T | null> {
    return this.page.evaluate(
      async ([name, method]) => {
        const databases = await indexedDB.databases();
        if (!databases.some((database) => database.name === 'plenum')) return null;
        const settled = <R>(request: IDBRequest<R>) =>
          new Promise<R>((resolve, reject) => {
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
          });
        const opening = indexedDB.open('plenum');
        // It was deleted meanwhile.
        opening.onupgradeneeded = () => opening.transaction?.abort();
        const database = await settled(opening).catch((error: DOMException) => {
          if (error.name === 'AbortError') return null;
          throw error;
        });
        if (!database) return null;
        try {
          const request: IDBRequest = database.transaction(name).objectStore(name)[method]();
          return await settled(request);
        } finally {
          database.close();
        }
      },
      [store, what] as const,
    );
  }

  /** Fails unless nothing of any document, and no service worker, is left. */
  async expectNothing(): Promise<void> {
    for (const store of ['owner', 'copies', 'rows'] as const)
      await expect.poll(() => this.rows(store)).toBe(0);
    const rest = () =>
      this.page.evaluate(async () => {
        const workers = await navigator.serviceWorker.getRegistrations();
        return workers.length + (await caches.keys()).length;
      });
    await expect.poll(rest).toBe(0);
  }
}

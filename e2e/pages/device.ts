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

  async goOffline(): Promise<void> {
    await this.page.context().setOffline(true);
  }

  async goOnline(): Promise<void> {
    await this.page.context().setOffline(false);
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
  rows(store: 'owner' | 'copies' | 'rows'): Promise<number> {
    return this.page.evaluate(async (name) => {
      const databases = await indexedDB.databases();
      if (!databases.some((database) => database.name === 'plenum')) return 0;
      const settled = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const database = await settled(indexedDB.open('plenum'));
      try {
        return await settled(database.transaction(name).objectStore(name).count());
      } finally {
        database.close();
      }
    }, store);
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

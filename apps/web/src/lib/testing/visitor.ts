import { AsyncLocalStorage } from 'node:async_hooks';
import { sessionCookieName } from '@plenum/database/access/cookies';
import { signSessionToken } from '@plenum/database/access/session-token';
import type { Database } from '@plenum/database/client';
import { openTestDatabase } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import { createFormatter, createTranslator } from 'next-intl';
import { vi } from 'vitest';
import { MESSAGES } from '#i18n/messages.ts';

/** A browser as the server sees it while a request is under way. */
export class Visitor {
  readonly cookies = new Map<string, string>();
  readonly headers: Headers;
  /** Makes every cookie that the server sends fail, as anything may that comes after a commit. */
  takesCookies = true;

  constructor(address = '192.0.2.1') {
    this.headers = new Headers({ 'x-forwarded-for': address });
  }

  /** Runs what the server does for a request of this browser. */
  asks<T>(act: () => Promise<T>): Promise<T> {
    return visitors.run(this, act);
  }

  async signIn(db: Database, { sessionId }: Member): Promise<void> {
    const token = await signSessionToken(db.secrets.sessionSecret, { sid: sessionId });
    this.cookies.set(sessionCookieName(db.publicUrl), token);
  }

  set({ name, value }: { name: string; value: string }): void {
    if (!this.takesCookies) throw new Error('The browser is gone.');
    this.cookies.set(name, value);
  }
}

const visitors = new AsyncLocalStorage<Visitor>();

function visitor(): Visitor {
  const present = visitors.getStore();
  if (!present) throw new Error('Nobody asks.');
  return present;
}

/** An empty database for a test file, which the code of web finds as its own. */
export async function openWebDatabase(): Promise<Database> {
  const db = await openTestDatabase();
  Object.assign(globalThis, { plenumDatabase: db });
  return db;
}

/** What a request to Next throws to redirect or to say that nothing is there; null for what is no such signal. */
export function signalOf(error: unknown): string | null {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : '';
  return digest.startsWith('NEXT_') ? digest : null;
}

vi.mock('next/headers', () => ({
  headers: async () => visitor().headers,
  cookies: async () => ({
    get: (name: string) => {
      const value = visitor().cookies.get(name);
      return value === undefined ? undefined : { name, value };
    },
    getAll: () => [...visitor().cookies].map(([name, value]) => ({ name, value })),
    set: (cookie: { name: string; value: string }) => visitor().set(cookie),
  }),
}));

vi.mock('next/cache', () => ({ revalidatePath: () => {} }));

vi.mock('next-intl/server', async () => {
  const config = async () => (await import('#i18n/request.ts')).default;
  const inForce = async () => (await config())({ requestLocale: Promise.resolve(undefined) });
  return {
    getRequestConfig: <Config>(make: Config) => make,
    getLocale: async () => (await inForce()).locale,
    getTimeZone: async () => (await inForce()).timeZone,
    getFormatter: async () => {
      const { locale, timeZone } = await inForce();
      return createFormatter({ locale, ...(timeZone && { timeZone }) });
    },
    getTranslations: async (asked: 'documents' | { namespace: 'documents' }) => {
      const namespace = typeof asked === 'string' ? asked : asked.namespace;
      return createTranslator({ locale: 'en', messages: MESSAGES.en, namespace });
    },
  };
});

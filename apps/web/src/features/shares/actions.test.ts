import type { Database } from '@plenum/database/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWebDatabase, signalOf, Visitor } from '#lib/testing/visitor.ts';
import { startPad } from './actions.ts';

let db: Database;

beforeAll(async () => {
  db = await openWebDatabase();
  await db.prisma.instanceSettings.create({ data: { guestPads: true } });
});
afterAll(() => db.close());

/** Starts a pad; resolves to where the browser is sent, or to what the form says. */
async function start(visitor: Visitor, keptDays: string): Promise<string> {
  const form = new FormData();
  form.set('keptDays', keptDays);
  try {
    const state = await visitor.asks(() => startPad(null, form));
    return state?.status === 'failed' ? (state.fields.keptDays ?? state.message) : '';
  } catch (error) {
    return signalOf(error) ?? String(error);
  }
}

test('PAD-6 of pads so many come from one network in a while, and no more', async () => {
  const here = new Visitor('192.0.2.7');
  for (let n = 0; n < 10; n++) expect(await start(here, '7')).toMatch(/;\/s\/[\w-]{32}\/pad;/);
  expect(await start(here, '7')).toBe('Too many tries. Wait some minutes, then try again.');
  expect(await db.prisma.guestPad.count()).toBe(10);
  expect(await start(new Visitor('198.51.100.7'), '7')).toContain('/pad;');
});

test('PAD-1 a pad is kept for one of the numbers of days that are offered', async () => {
  const visitor = new Visitor('203.0.113.7');
  for (const days of ['2', '-1', '', '1e9']) {
    expect(await start(visitor, days)).toBe('Use 1, 7, 30, 90 or 365 days.');
  }
});

// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import type { Database } from '@plenum/database/client';
import { aMember } from '@plenum/database/testing/factories';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWebDatabase, Visitor } from '#lib/testing/visitor.ts';
import { POST } from './route.ts';

let db: Database;

beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => db.close());

test('LOCAL-14 the answer to signing out has the browser delete what it keeps, but no cookie', async () => {
  const visitor = new Visitor();
  await visitor.signIn(db, await aMember(db));
  visitor.cookies.set('plenum-device', 'nothing');
  const answer = await visitor.asks(POST);
  expect(answer.headers.get('Clear-Site-Data')).toBe('"storage"');
  expect(visitor.cookies.get('plenum-device')).toBe('nothing');
});

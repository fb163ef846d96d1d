// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import type { Database } from '@plenum/database/client';
import { AppError } from '@plenum/domain/errors';
import { idSchema } from '@plenum/domain/ids';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { callApi } from '#lib/testing/call-api.ts';
import { aPerson, type Person } from '#lib/testing/people.ts';
import { openWebDatabase } from '#lib/testing/visitor.ts';
import { json } from './answer.ts';
import { endpoint, NO_BODY } from './endpoint.ts';
import { problemOf } from './problem.ts';

const ID = '018f0000-0000-7000-8000-000000000000';

const part = endpoint({
  method: 'GET',
  path: '/things/{id}/{kind}/{partId}',
  summary: 'A part of a thing',
  params: z.object({ id: idSchema, kind: z.enum(['wheel', 'door']), partId: idSchema }),
  query: z.object({}),
  body: NO_BODY,
  answer: z.object({}),
  handle: async ({ params }) => json(params),
});

const busy = endpoint({
  ...part,
  method: 'POST',
  path: '/things/{id}',
  params: z.object({ id: idSchema }),
  handle: async () => {
    await db.prisma.$transaction((tx) => tx.$queryRaw`SELECT 1 FROM pg_sleep(0.5)`, { timeout: 50 });
    return json({});
  },
});

let db: Database;
let person: Person;
beforeAll(async () => {
  db = await openWebDatabase();
  person = await aPerson(db, 'outsider', ID);
});
afterAll(() => db.close());

test('API-7 whatever in an address cannot be what stands there is answered like what does not exist', async () => {
  const right = { id: ID, params: { kind: 'wheel', partId: ID } };
  expect(await callApi(part, { by: person, ...right })).toMatchObject({ status: 200 });
  for (const wrong of ['nonsense', '', '\0', '..%2fme', ID.toUpperCase(), `${ID} `]) {
    for (const name of ['id', 'kind', 'partId']) {
      const call = { ...right, params: { ...right.params, [name]: wrong } };
      const answer = await callApi(part, { by: person, ...call });
      expect(answer.status, `${name} ${wrong}`).toBe(404);
      expect(answer.json()).toMatchObject({
        code: 'not_found',
        detail: 'This does not exist, or you have no access to it.',
      });
      expect((await callApi(part, { by: 'Bearer nonsense', ...call })).status).toBe(401);
    }
  }
});

test('API-20 a program is told when to try again what others kept busy', async () => {
  const answer = await callApi(busy, { by: person, id: ID });
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('2');
  expect(answer.json()).toMatchObject({ code: 'unavailable', detail: expect.stringContaining('try again') });
});

test('API-20 what others kept busy is noted, and what a person is told anyway is not', () => {
  const noted = vi.fn<(error: unknown) => void>();
  const busyError = Object.assign(new Error('Too long.'), { code: '55P03' });
  problemOf(busyError, noted);
  problemOf(new AppError('conflict', 'It has changed.'), noted);
  expect(noted.mock.calls).toEqual([[busyError]]);
});

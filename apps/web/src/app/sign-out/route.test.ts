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
  const visitor = aVisitor(new URL(db.publicUrl).origin);
  await visitor.signIn(db, await aMember(db));
  visitor.cookies.set('plenum-device', 'nothing');
  const answer = await visitor.asks(POST);
  expect(answer.headers.get('Clear-Site-Data')).toBe('"storage"');
  expect(visitor.cookies.get('plenum-device')).toBe('nothing');
});

test('LOCAL-14 a session that has ended clears the browser, too', async () => {
  const answer = await aVisitor(new URL(db.publicUrl).origin).asks(POST);
  expect(answer.headers.get('Clear-Site-Data')).toBe('"storage"');
});

test.each(['https://evil.test', 'null', undefined])(
  'LOCAL-18 a form of another site, with the origin %s, signs nobody out and deletes nothing',
  async (origin) => {
    const visitor = aVisitor(origin);
    const member = await aMember(db);
    await visitor.signIn(db, member);
    const answer = await visitor.asks(POST);
    expect(answer.status).toBe(403);
    expect(answer.headers.get('Clear-Site-Data')).toBeNull();
    expect(await db.prisma.session.count({ where: { id: member.sessionId } })).toBe(1);
  },
);

function aVisitor(origin: string | undefined): Visitor {
  const visitor = new Visitor();
  if (origin !== undefined) visitor.headers.set('origin', origin);
  return visitor;
}

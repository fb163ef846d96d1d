// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';

import type { Database } from '@plenum/database/client';
import { aMember } from '@plenum/database/testing/factories';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openWebDatabase, Visitor } from '#lib/testing/visitor.ts';
import { setMail } from './actions.ts';

let db: Database;
beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => db.close());
afterEach(() => vi.unstubAllEnvs());

test.each([
  ['', { status: 'failed', message: 'Nothing is sent by e-mail from here.' }, 0],
  ['smtp://localhost', { status: 'done' }, 1],
])(
  'MAIL-1 with the mail server “%s” an address is taken or refused in a sentence',
  async (server, answer, kept) => {
    vi.stubEnv('SMTP_URL', server);
    const member = await aMember(db);
    const visitor = new Visitor();
    await visitor.signIn(db, member);
    const form = new FormData();
    form.set('address', `${member.personId}@example.org`);
    form.set('hour', '7');
    expect(await visitor.asks(() => setMail(null, form))).toMatchObject(answer);
    expect(await db.prisma.inboxMail.count({ where: { personId: member.personId } })).toBe(kept);
  },
);

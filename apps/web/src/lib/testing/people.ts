import { randomBytes } from 'node:crypto';
import { authorize } from '@plenum/database/access/authorize';
import { startSession } from '@plenum/database/access/sign-in';
import { createApiToken } from '@plenum/database/accounts/writes';
import type { Database } from '@plenum/database/client';
import { hashOfPassword } from '@plenum/database/testing/factories';
import { type Member, system } from '@plenum/domain/access/actor';
import type { Role } from '@plenum/domain/access/roles';
import { Visitor } from './visitor.ts';

/** Whoever may knock: somebody without an account, with one elsewhere, and with each role. */
export const WHO = ['nobody', 'outsider', 'reader', 'commenter', 'editor', 'admin'] as const;

/** One of {@link WHO}. */
export type Who = (typeof WHO)[number];

/** Somebody in a browser, and with a program of theirs. */
export interface Person {
  visitor: Visitor;
  /** Null for nobody. */
  member: Member | null;
  /** The Authorization header of their program; null for nobody. */
  authorization: string | null;
}

/** Makes one of {@link WHO}, with that role in the workspace. */
export async function aPerson(db: Database, who: Who, workspaceId: string): Promise<Person> {
  const visitor = new Visitor();
  visitor.headers.set('x-path', '/');
  if (who === 'nobody') return { visitor, member: null, authorization: null };
  const hash = await hashOfPassword();
  const username = `p${randomBytes(6).toString('hex')}`;
  const data = { username, displayName: who, colour: 0, passwordHash: hash, recoveryHash: hash };
  const { id: personId } = await db.prisma.person.create({ data, select: { id: true } });
  if (who !== 'outsider') await join(db, { personId, workspaceId, role: who });
  const account = await authorize(db, { actor: system('test'), action: 'account.manage', on: personId });
  const member: Member = { kind: 'member', personId, sessionId: await startSession(account) };
  await visitor.signIn(db, member);
  return { visitor, member, authorization: `Bearer ${await createApiToken(account, 'test')}` };
}

async function join(
  db: Database,
  data: { personId: string; workspaceId: string; role: Role },
): Promise<void> {
  await db.prisma.membership.create({ data });
}

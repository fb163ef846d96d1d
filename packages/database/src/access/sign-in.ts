import { usernameSchema } from '@plenum/domain/accounts/schema';
import { notFound } from '@plenum/domain/errors';
import type { PersonId, SessionId } from '@plenum/domain/ids';
import type { Database } from '../client.ts';
import type { Grant } from './grant.ts';
import { verifyPassword } from './passwords.ts';
import { readSecondStep, signSecondStep } from './second-step.ts';
import { SESSION_SECONDS } from './session-token.ts';
import { spendCode } from './spend-code.ts';

/** What came of a name and a password that are right: a session, or a token with which a code is asked for. */
export type SignIn = { is: 'signed in'; sessionId: SessionId } | { is: 'half done'; token: string };

/**
 * Signs somebody in by user name and password, or half: whoever has a second factor has no session before its code. Null, the same for
 * a wrong password and an unknown name, after the same time.
 */
export async function signIn(
  db: Database,
  { username, password }: { username: string; password: string },
): Promise<SignIn | null> {
  const name = usernameSchema.safeParse(username);
  const person = name.success
    ? await db.prisma.person.findUnique({
        where: { username: name.data },
        select: { id: true, passwordHash: true, secondFactor: { select: { personId: true } } },
      })
    : null;
  const matches = await verifyPassword(person?.passwordHash ?? null, password.slice(0, 200));
  if (!person || !matches) return null;
  if (person.secondFactor) {
    return { is: 'half done', token: await signSecondStep(db.secrets.sessionSecret, person) };
  }
  const sessionId = await createSession(db, { ...person, isCodeProven: false });
  return sessionId === null ? null : { is: 'signed in', sessionId };
}

/** Somebody whose password was right and whose code is asked for. */
export interface HalfSignedIn {
  id: PersonId;
  username: string;
  passwordHash: string;
}

/** Who is half signed in by a token of {@link signIn}; null for nobody. */
export function findHalfSignedIn(db: Database, token: string): Promise<HalfSignedIn | null> {
  const select = { id: true, username: true, passwordHash: true };
  return readSecondStep(db.secrets.sessionSecret, {
    token,
    find: (id) => db.prisma.person.findUnique({ where: { id }, select }),
  });
}

/** Signs in whoever was half signed in and gives a code; null for a wrong one. */
export async function finishSignIn(
  db: Database,
  { person, code }: { person: HalfSignedIn; code: string },
): Promise<SessionId | null> {
  if (!(await spendCode(db, { personId: person.id, code }))) return null;
  return createSession(db, { ...person, isCodeProven: true });
}

/** Starts a session for a person whose identity was proven in another way: by making or recovering the account. */
export async function startSession({ db, personId: id }: Grant<'account.manage'>): Promise<SessionId> {
  const sessionId = await createSession(db, { id, isCodeProven: true });
  if (sessionId === null) throw notFound();
  return sessionId;
}

/** Whether a session is in force. */
export async function isSessionInForce(db: Database, id: SessionId): Promise<boolean> {
  return (await db.prisma.session.count({ where: { id, expiresAt: { gt: new Date() } } })) > 0;
}

/**
 * Makes a session, unless the password that was proven has been changed meanwhile, or a second factor turned on: the change has ended
 * every session, and none may come after it. Null then.
 */
async function createSession(
  db: Database,
  proven: { id: PersonId; passwordHash?: string; isCodeProven: boolean },
): Promise<SessionId | null> {
  const { id: personId, passwordHash, isCodeProven } = proven;
  const now = new Date();
  const expiresAt = new Date(now.getTime() + SESSION_SECONDS * 1000);
  return db.prisma.$transaction(async (tx) => {
    const [person] = await tx.$queryRaw<{ password_hash: string }[]>`
      SELECT password_hash FROM person WHERE id = ${personId}::uuid FOR UPDATE`;
    if (!person || (passwordHash !== undefined && person.password_hash !== passwordHash)) return null;
    // Asked under the lock, which whoever turns it on waits for.
    if (!isCodeProven && (await tx.secondFactor.count({ where: { personId } })) > 0) return null;
    await tx.session.deleteMany({ where: { personId, expiresAt: { lte: now } } });
    return (await tx.session.create({ data: { personId, expiresAt }, select: { id: true } })).id;
  });
}

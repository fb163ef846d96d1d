import { readSessionToken, SESSION_SECONDS, signSessionToken } from '@plenum/database/access/session-token';
import { isSessionInForce, signIn } from '@plenum/database/access/sign-in';
import { usernameSchema } from '@plenum/domain/accounts/schema';
import type { NextAuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { account, countGuess, rememberBrowser } from '#lib/attempts.ts';
import { database } from '#lib/database.ts';
import { SECOND_STEP_PATH, SIGN_IN_PATH } from '#lib/paths.ts';
import { awaitCode } from '#lib/second-step.ts';

/** Stands for the session that there is not before the code was right; no session has such an id. */
const HALF_DONE = 'half done';

/**
 * next-auth with user name and password. Its JWT holds the id of a session row and nothing else, and counts only as
 * long as that row is there.
 */
export function nextAuthOptions(): NextAuthOptions {
  const { sessionSecret } = database().secrets;
  return {
    secret: sessionSecret.toString(),
    pages: { signIn: SIGN_IN_PATH, error: SIGN_IN_PATH },
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    providers: [
      Credentials({
        credentials: { username: { type: 'text' }, password: { type: 'password' } },
        async authorize(credentials) {
          if (!credentials) return null;
          // The account's name as it is looked up, so that spellings of one name are not guessed at separately.
          const name = usernameSchema.safeParse(credentials.username).data ?? '';
          const guess = await countGuess('password', account(name));
          const result = await signIn(database(), credentials);
          if (result === null) return null;
          await guess.wasRight();
          if (result.is === 'half done') {
            await awaitCode(result.token);
            return { id: HALF_DONE };
          }
          await rememberBrowser(account(name));
          return { id: result.sessionId };
        },
      }),
    ],
    jwt: {
      encode: ({ token }) => signSessionToken(sessionSecret, { sid: String(token?.sid) }),
      decode: async ({ token }) => {
        const claims = token ? await readSessionToken(sessionSecret, token) : null;
        return claims && { ...claims };
      },
    },
    callbacks: {
      signIn: ({ user }) => user.id !== HALF_DONE || `${database().publicUrl}${SECOND_STEP_PATH}`,
      async jwt({ token, user }) {
        if (user) return { sid: user.id };
        if (!(await isSessionInForce(database(), String(token.sid))))
          throw new Error('The session has ended.');
        return token;
      },
      session: ({ session }) => ({ expires: session.expires }),
    },
    logger: { error: () => {}, warn: () => {}, debug: () => {} },
  };
}

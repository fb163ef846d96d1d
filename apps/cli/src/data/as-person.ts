import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { identify } from '@plenum/database/access/identify';
import { createApiToken } from '@plenum/database/accounts/writes';
import type { Database } from '@plenum/database/client';
import { findWorkspaceId } from '@plenum/database/workspaces/reads';
import type { Action } from '@plenum/domain/access/decide';
import { AppError } from '@plenum/domain/errors';
import { isId, type PersonId, type WorkspaceId } from '@plenum/domain/ids';
import type { Env } from '../env.ts';
import { withInstance } from './open-instance.ts';
import { getPersonId, OPERATOR } from './operator.ts';

/** What the token of a command is called, should its person ever see it. */
const TOKEN_NAME = 'command line';

/** A person for whom a command acts, with their rights and no others. */
export interface ActingPerson {
  db: Database;
  id: PersonId;
  /** @throws AppError as `authorize` does: what they may not do the command does not do either. */
  grant<A extends Action>(action: A, on: string): Promise<Grant<A>>;
  /** The workspace at an address or with an id, as far as they are in it. @throws AppError `not_found`. */
  workspace(slugOrId: string): Promise<WorkspaceId>;
}

/** Does some work for a person, as a program of theirs would: by a token that is there for that long alone. */
export async function withPerson<T>(
  env: Env,
  username: string,
  work: (person: ActingPerson) => Promise<T>,
): Promise<T> {
  return withInstance(env, async (db) => {
    const personId = await getPersonId(db, username);
    const account = await authorize(db, { actor: OPERATOR, action: 'account.manage', on: personId });
    const token = await createApiToken(account, TOKEN_NAME);
    const actor = await identify(db, { authorization: `Bearer ${token}`, cookies: {} });
    try {
      return await work({
        db,
        id: personId,
        grant: (action, on) => authorize(db, { actor, action, on }),
        async workspace(slugOrId) {
          if (isId(slugOrId)) return slugOrId;
          const own = await authorize(db, { actor, action: 'workspace.list', on: personId });
          const id = await findWorkspaceId(own, slugOrId);
          if (id === null) throw noWorkspace(slugOrId);
          return id;
        },
      });
    } finally {
      if (actor.kind === 'token') await db.prisma.apiToken.deleteMany({ where: { id: actor.tokenId } });
    }
  });
}

function noWorkspace(name: string): AppError {
  return new AppError('not_found', `There is no workspace "${name}", or this person is not in it.`);
}

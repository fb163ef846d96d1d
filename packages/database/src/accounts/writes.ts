import type { NewPerson } from '@plenum/domain/accounts/schema';
import { AppError } from '@plenum/domain/errors';
import type { WorkspaceId } from '@plenum/domain/ids';
import type { SearchLanguage } from '@plenum/domain/workspaces/languages';
import { slugFromName } from '@plenum/domain/workspaces/rules';
import { changeAccess } from '../access/access-changes.ts';
import type { Grant } from '../access/grant.ts';
import { hashPassword } from '../access/passwords.ts';
import { hashToken, newToken } from '../access/tokens.ts';
import { checkRegistration } from './instance.ts';
import { type CreatedPerson, insertPerson, personData } from './new-person.ts';
import { provePassword, wrongPassword } from './proof.ts';

/** Held while the first account is made, so that two first visitors cannot both become it. */
const FIRST_ACCOUNT_LOCK = 720_001;

/**
 * Makes an account.
 * @throws AppError `conflict` where the user name is taken.
 */
export async function createPerson(
  { db }: Grant<'instance.administer'>,
  input: NewPerson & { instanceAdmin?: boolean },
): Promise<CreatedPerson> {
  const { data, recoveryCode } = await personData(input, input);
  return { personId: await insertPerson(db.prisma, data), recoveryCode };
}

/**
 * Makes an account of whoever comes, where the instance lets anyone.
 * @throws AppError `forbidden` where it does not, `conflict` where the user name is taken.
 */
export async function registerPerson(
  grant: Grant<'instance.administer'>,
  person: NewPerson,
): Promise<CreatedPerson> {
  await checkRegistration(grant.db, { isInvited: false });
  return createPerson(grant, person);
}

/**
 * Makes the instance's first account and its first workspace, of which it is the admin.
 * @throws AppError `conflict` where somebody has an account already.
 */
export async function setUpInstance(
  { db }: Grant<'instance.administer'>,
  input: { person: NewPerson; workspaceName: string; searchLanguage?: SearchLanguage },
): Promise<CreatedPerson & { workspaceId: WorkspaceId }> {
  const { data, recoveryCode } = await personData(input.person, { instanceAdmin: true });
  const made = await db.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${FIRST_ACCOUNT_LOCK}::bigint)`;
    if (await tx.person.findFirst({ select: { id: true } })) {
      throw alreadySetUp();
    }
    const personId = await insertPerson(tx, data);
    const workspace = await tx.workspace.create({
      data: {
        name: input.workspaceName,
        slug: slugFromName(input.workspaceName),
        searchLanguage: input.searchLanguage ?? 'simple',
        memberships: { create: { personId, role: 'admin' } },
      },
      select: { id: true },
    });
    return { personId, workspaceId: workspace.id };
  });
  return { ...made, recoveryCode };
}

/** The error for who would set the instance up again. */
export function alreadySetUp(): AppError {
  return new AppError('conflict', 'This instance is set up already. Sign in, or ask for an invitation.');
}

/** Changes how others see the person. */
export async function updateProfile(
  { db, personId }: Grant<'account.manage'>,
  profile: { displayName: string; colour: number },
): Promise<void> {
  await changeAccess(db, { of: 'person', id: personId }, (tx) =>
    tx.person.update({ where: { id: personId }, data: profile }),
  );
}

/**
 * Changes the password and ends every session but the one that asks.
 * @throws AppError `invalid_input` where the present password is wrong.
 */
export async function changePassword(
  grant: Grant<'account.manage'>,
  { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
): Promise<void> {
  const { db, actor, personId } = grant;
  const proven = await provePassword(grant, currentPassword);
  const passwordHash = await hashPassword(newPassword);
  const kept = actor.kind === 'member' ? [actor.sessionId] : [];
  await changeAccess(db, { of: 'person', id: personId }, async (tx) => {
    const where = { id: personId, passwordHash: proven };
    const { count } = await tx.person.updateMany({ where, data: { passwordHash } });
    if (count === 0) throw wrongPassword();
    await tx.session.deleteMany({ where: { personId, id: { notIn: kept } } });
  });
}

/** Makes an API token for the account and gives it out, this once. */
export async function createApiToken(
  { db, personId }: Grant<'account.manage'>,
  name: string,
): Promise<string> {
  const token = newToken();
  await db.prisma.apiToken.create({
    data: { personId, name, tokenHash: hashToken(db.secrets.tokenKey, token) },
  });
  return token;
}

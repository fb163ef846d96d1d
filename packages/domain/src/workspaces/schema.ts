import { z } from 'zod';
import { ROLES } from '../access/roles.ts';

/** A workspace's name: 1 to 80 characters on one line. */
export const workspaceNameSchema = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(80, 'Use at most 80 characters.')
  .regex(/^\P{Cc}+$/u, 'Use a single line of text.');

/** A new workspace. */
export const newWorkspaceSchema = z.object({ name: workspaceNameSchema });

/** A role, as input. */
export const roleSchema = z.enum(ROLES);

/** How long an invitation link can be used, in days. */
export const INVITATION_DAYS = [1, 7, 30] as const;

/** A new invitation link. */
export const newInvitationSchema = z.object({
  role: roleSchema,
  days: z.coerce.number().pipe(z.literal(INVITATION_DAYS)),
});

import { z } from 'zod';
import { ROLES } from '../access/roles.ts';
import { idSchema } from '../ids.ts';
import { nameSchema } from '../names.ts';
import { SEARCH_LANGUAGES } from './languages.ts';

/** The language of a workspace's texts, for searching, as input. */
export const searchLanguageSchema = z.enum(SEARCH_LANGUAGES);

/** A new workspace. */
export const newWorkspaceSchema = z.object({
  name: nameSchema,
  /** Of its texts, for searching; that of whoever makes it where it is left out. */
  searchLanguage: searchLanguageSchema.optional(),
});

/** A role, as input. */
export const roleSchema = z.enum(ROLES);

/** How long an invitation link can be used, in days. */
export const INVITATION_DAYS = [1, 7, 30] as const;

/** How long an invitation link can be used, as input. */
const invitationDaysSchema = z.coerce
  .number()
  .pipe(z.literal(INVITATION_DAYS))
  .meta({ enum: INVITATION_DAYS });

/** How often an invitation link can be used, as input; left out for any number. */
const maxUsesSchema = z.preprocess(
  (value) => (value === '' ? undefined : value),
  z.coerce
    .number('Use a number from 1 to 1,000.')
    .int('Use a number from 1 to 1,000.')
    .min(1, 'Use a number from 1 to 1,000.')
    .max(1000, 'Use a number from 1 to 1,000.')
    .optional(),
);

/** A new link into a workspace; for people unless it is for groups. */
export const newInvitationSchema = z.object({
  role: roleSchema,
  days: invitationDaysSchema,
  maxUses: maxUsesSchema,
  forGroups: z.boolean().optional(),
});

/** A new link into a group. */
export const newGroupInvitationSchema = newInvitationSchema.pick({ days: true, maxUses: true });

/** How long and how often a link can be used, checked. */
export type InvitationTerms = z.infer<typeof newGroupInvitationSchema>;

/** A new link into a workspace, checked. */
export type NewInvitation = z.infer<typeof newInvitationSchema>;

/** Who may come into a workspace: whoever is invited, whoever asks and is let in, whoever has an account. */
export const JOININGS = ['closed', 'requests', 'open'] as const;

/** One of {@link JOININGS}. */
export type Joining = (typeof JOININGS)[number];

/** How long a workspace's audit log keeps what was decided, in days. */
export const AUDIT_DAYS = [30, 90, 365, 1095] as const;

/** How long chats keep what was said, in days; null stands for as long as the document is there. */
export const CHAT_DAYS = [1, 7, 30, 365] as const;

/** How long chats keep what was said, as input; a form has an empty field for null. */
const chatDaysSchema = z.preprocess(
  (value) => (value === '' ? null : value),
  z.union([z.null(), z.coerce.number().pipe(z.literal(CHAT_DAYS)).meta({ enum: CHAT_DAYS })]),
);

/** A change of a workspace; what is left out stays. */
export const workspacePatchSchema = z
  .object({
    name: nameSchema,
    joining: z.enum(JOININGS),
    /** What whoever comes into an open workspace may do; nobody becomes an admin by themselves. */
    openRole: z.enum(['reader', 'commenter', 'editor']),
    /** Links may let guests write. */
    guestsWrite: z.boolean(),
    auditDays: z.coerce.number().pipe(z.literal(AUDIT_DAYS)).meta({ enum: AUDIT_DAYS }),
    chatDays: chatDaysSchema,
    /** Of its texts, for searching. */
    searchLanguage: searchLanguageSchema,
  })
  .partial();

/** A change of a workspace, checked. */
export type WorkspacePatch = z.infer<typeof workspacePatchSchema>;

/** Who of a group acts for it in a workspace: everybody in it, or those whom it has chosen. */
export const REPRESENTATIONS = ['everybody', 'delegates'] as const;

/** One of {@link REPRESENTATIONS}. */
export type Representation = (typeof REPRESENTATIONS)[number];

/** Who of a group acts for it, as input. */
export const representationSchema = z.object({
  representation: z.enum(REPRESENTATIONS),
  /** Whom the group has chosen; each of them is in the group. */
  delegateIds: z.array(idSchema).max(200, 'Choose at most 200 people.'),
});

/** Who of a group acts for it, checked. */
export type RepresentationChoice = z.infer<typeof representationSchema>;

/** A request to be let in. */
export const joinRequestSchema = z.object({
  message: z.string().trim().max(500, 'Use at most 500 characters.').optional(),
});

/** What no admin does alone. */
export const MOTION_KINDS = ['expelGroup', 'takeDocuments', 'deleteWorkspace'] as const;

/** One of {@link MOTION_KINDS}. */
export type MotionKind = (typeof MOTION_KINDS)[number];

/** What an admin of a workspace may move. */
export const newMotionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('expelGroup'), groupId: idSchema }),
  z.object({ kind: z.literal('deleteWorkspace') }),
]);

/** What an admin moves, checked. */
export type NewMotion = z.infer<typeof newMotionSchema>;

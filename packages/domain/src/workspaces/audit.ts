import { z } from 'zod';
import { ROLES } from '../access/roles.ts';
import { idSchema } from '../ids.ts';

/** What the audit log of a workspace tells: each decision about access. */
export const AUDITED = [
  'memberJoined',
  'memberRole',
  'memberRemoved',
  'memberLeft',
  'invitationMade',
  'invitationRevoked',
  'requestAccepted',
  'requestDeclined',
  'groupJoined',
  'groupRole',
  'groupRepresentation',
  'groupLeft',
  'groupExpelled',
  'motionMade',
  'motionStopped',
  'workspaceSettings',
  'workspaceDeleted',
  'workspaceRestored',
  'documentRestricted',
  'documentOpened',
  'documentRule',
  'documentTaken',
  'documentLocked',
  'documentUnlocked',
  'documentPublished',
  'documentUnpublished',
  'linkMade',
  'linkChanged',
  'linkRevoked',
  'guestStopped',
  'padTaken',
  'documentDeleted',
  'documentMoved',
  'webhookMade',
  'webhookChanged',
  'webhookDeleted',
] as const;

/** One of {@link AUDITED}. */
export type Audited = (typeof AUDITED)[number];

/** To what or whom it was done: ids alone, so that the log tells nobody a name or title that they may not know. */
export const auditDetailsSchema = z.object({
  personId: idSchema.optional(),
  groupId: idSchema.optional(),
  documentId: idSchema.optional(),
  role: z.enum(ROLES).optional(),
});

/** To what or whom it was done, checked. */
export type AuditDetails = z.infer<typeof auditDetailsSchema>;

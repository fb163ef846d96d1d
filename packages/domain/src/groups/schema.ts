import { z } from 'zod';
import { GROUP_ROLES } from '../access/roles.ts';
import { nameSchema } from '../names.ts';

/** A new group. */
export const newGroupSchema = z.object({ name: nameSchema });

/** A change of a group; what is left out stays. */
export const groupPatchSchema = z.object({ name: nameSchema, showsMembers: z.boolean() }).partial();

/** A change of a group, checked. */
export type GroupPatch = z.infer<typeof groupPatchSchema>;

/** A role in a group, as input. */
export const groupRoleSchema = z.enum(GROUP_ROLES);

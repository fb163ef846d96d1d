import { idSchema } from '@plenum/domain/ids';
import { z } from 'zod';

/** A person as programs see them. */
export const personSchema = z.object({ id: idSchema, username: z.string(), displayName: z.string() });

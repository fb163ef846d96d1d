import { z } from 'zod';

/** Which entries of an inbox are asked for. */
export const inboxFilterSchema = z.object({ show: z.enum(['unread', 'all']).default('unread') });

/** The same, checked. */
export type InboxFilter = z.infer<typeof inboxFilterSchema>;

import type { ShareLinkId } from '../ids.ts';
import type { LinkRole } from './schema.ts';

/** A share link as those who may share the document see it. */
export interface ShareLinkCard {
  id: ShareLinkId;
  role: LinkRole;
  name: string | null;
  /** The secret part of the link; null where the instance's key no longer opens it. */
  token: string | null;
  expiresAt: Date | null;
  hasPassword: boolean;
  createdAt: Date;
}

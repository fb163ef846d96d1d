import type { Cover } from '../documents/schema.ts';
import type { GuestId, ShareLinkId } from '../ids.ts';
import type { LinkRole, ShareText } from './schema.ts';

/** A share link as those who may share the document see it. */
export interface ShareLinkCard {
  id: ShareLinkId;
  role: LinkRole;
  covers: Cover;
  shows: ShareText;
  name: string | null;
  /** A readable part of its address. */
  slug: string | null;
  /** The secret part of the link; null where the instance's key no longer opens it. */
  token: string | null;
  expiresAt: Date | null;
  hasPassword: boolean;
  createdAt: Date;
  /** The day on which it was last used, at midnight UTC; null for never. */
  lastUsedOn: Date | null;
}

/** Somebody who writes by a link, as those see them who may share the document. */
export interface GuestCard {
  id: GuestId;
  /** Null until they say. */
  name: string | null;
  /** Index into the author colours. */
  colour: number;
  isMuted: boolean;
  /** Days, at midnight UTC. */
  lastSeenOn: Date;
  link: { id: ShareLinkId; name: string | null };
}

/** A pad without an account, as those see it who may write in it. */
export interface GuestPadCard {
  title: string;
  /** Days for which it is kept after it was last opened or changed. */
  keptDays: number;
  /** The secret part of its link for reading; null where the instance's key no longer opens it. */
  readToken: string | null;
}

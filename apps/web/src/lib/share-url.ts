import type { ShareLinkCard } from '@plenum/domain/shares/types';
import { database } from '#lib/database.ts';
import { sharePath } from '#lib/paths.ts';

/** The address of a share link, from the configured public address and never from a request; null where it cannot be shown. */
export function shareUrl({ token, slug }: Pick<ShareLinkCard, 'token' | 'slug'>): string | null {
  return token === null ? null : `${database().publicUrl}${sharePath(token, slug)}`;
}

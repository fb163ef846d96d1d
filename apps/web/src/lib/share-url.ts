import { database } from '#lib/database.ts';
import { sharePath } from '#lib/paths.ts';

/** The address of a share link, from the configured public address and never from a request. */
export function shareUrl(token: string): string {
  return `${database().publicUrl}${sharePath(token)}`;
}

import type { DocumentId } from '@plenum/domain/ids';

/** Where sockets are served. */
export const COLLAB_PATH = '/collab';

/** Query parameter and value by which a client announces that it knows Plenum's own messages. */
export const ANNOUNCEMENT = { name: 'v', value: '1' } as const;

/** Query parameter that carries a share link's token. */
export const SHARE_PARAMETER = 'share';

/** Query parameter that names the epoch of what a client holds of the document already. */
export const EPOCH_PARAMETER = 'epoch';

/** Query parameter that names the person for whom a page was opened: whoever's cookie has come since is not them. */
export const PERSON_PARAMETER = 'person';

/** The path of a document's socket. */
export function collabPath(documentId: DocumentId): string {
  return `${COLLAB_PATH}/${documentId}`;
}

/** The document's name in a socket's path, undecoded and unchecked; null for a path that is none. */
export function documentInPath(pathname: string): string | null {
  const prefix = `${COLLAB_PATH}/`;
  return pathname.startsWith(prefix) ? pathname.slice(prefix.length) : null;
}

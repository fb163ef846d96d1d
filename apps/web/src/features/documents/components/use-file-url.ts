import type { DocumentId } from '@plenum/domain/ids';
import { useCallback } from 'react';
import { attachmentPath } from '#lib/paths.ts';

/** Where a file of a document is read, by whoever has opened it; `token` is that of a share link. */
export function useFileUrl(documentId: DocumentId, token: string | undefined): (fileId: string) => string {
  return useCallback(
    (fileId) => attachmentPath({ documentId, ...(token !== undefined && { token }) }, fileId),
    [documentId, token],
  );
}

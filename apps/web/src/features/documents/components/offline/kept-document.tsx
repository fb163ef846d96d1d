'use client';

import type { ReactNode } from 'react';
import type { CopyRecord, Owner } from '#lib/device/copy-record.ts';
import { DocumentPage } from '../../client.tsx';

/** A document from this device; the server says what else holds as soon as there is a network. */
export function KeptDocument({ copy, owner, list }: { copy: CopyRecord; owner: Owner; list: ReactNode }) {
  return (
    <DocumentPage
      document={{ id: copy.document, title: copy.title }}
      workspace={copy.workspace}
      me={owner}
      opener={{ personId: owner.id }}
      rights={{ canWrite: copy.mayWrite, canOrganise: false }}
      html=""
      isWhole={false}
      isNew={false}
      toolbarShown={false}
      keeps
      share={null}
      panels={{}}
      isOffline
      body={copy.isList && list}
    />
  );
}

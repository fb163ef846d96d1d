'use client';

import { useState } from 'react';
import type { InvitationLink } from '../loaders.ts';
import { InvitationList } from './invitation-list.tsx';
import { InviteForm } from './invite-form.tsx';

/** Makes invitation links, and lists those that can still be used, the newest first; a new one gets the focus. */
export function Invitations({
  workspaceId,
  lifetimes,
  invitations,
}: {
  workspaceId: string;
  lifetimes: readonly number[];
  invitations: InvitationLink[];
}) {
  const [made, setMade] = useState<string | null>(null);
  return (
    <>
      <InviteForm
        workspaceId={workspaceId}
        lifetimes={lifetimes}
        newest={invitations[0]?.id ?? null}
        onMade={setMade}
      />
      {invitations.length > 0 && (
        <InvitationList workspaceId={workspaceId} invitations={invitations} made={made} />
      )}
    </>
  );
}

'use client';

import { useState } from 'react';
import type { FormAction } from '#components/surviving-action.ts';
import type { InvitationLink } from '../loaders.ts';
import { InvitationList } from './invitation-list.tsx';
import { InviteForm } from './invite-form.tsx';

/** Where links lead to, and the forms that make and revoke them. */
export interface InvitationTarget {
  /** The hidden field that says where. */
  field: { name: 'workspaceId' | 'groupId'; value: string };
  /** Whom the links invite; those into a group have no role. */
  invites: 'people' | 'groups' | 'intoGroup';
  invite: FormAction<undefined>;
  revoke: FormAction<undefined>;
}

/** Makes invitation links, and lists those that can still be used, the newest first; a new one gets the focus. */
export function Invitations({
  target,
  lifetimes,
  invitations,
}: {
  target: InvitationTarget;
  lifetimes: readonly number[];
  invitations: InvitationLink[];
}) {
  const [made, setMade] = useState<string | null>(null);
  return (
    <>
      <InviteForm
        target={target}
        lifetimes={lifetimes}
        newest={invitations[0]?.id ?? null}
        onMade={setMade}
      />
      {invitations.length > 0 && <InvitationList target={target} invitations={invitations} made={made} />}
    </>
  );
}

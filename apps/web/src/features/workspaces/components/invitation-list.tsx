'use client';

import { useTranslations } from 'next-intl';
import { Confirm } from '#components/confirm.tsx';
import { CopyField } from '#components/copy-field.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { LocalTime } from '#components/time.tsx';
import { useForm } from '#components/use-form.ts';
import type { InvitationLink } from '../loaders.ts';
import type { InvitationTarget } from './invitations.tsx';

/** Invitation links that can still be used, to copy again or to revoke. */
export function InvitationList({
  target,
  invitations,
  made,
}: {
  target: InvitationTarget;
  invitations: InvitationLink[];
  /** The one that was just made here, whose address gets the focus. */
  made: string | null;
}) {
  const t = useTranslations('workspaces');
  return (
    <ul className="border-line border-t">
      {invitations.map((invitation) => (
        <li key={invitation.id} className="flex flex-col gap-2 border-line border-b py-4">
          <div className="flex items-center gap-3">
            <p className="min-w-0 flex-1 text-ink-soft text-small">
              {invitation.role && (
                <>
                  <span className="font-medium text-ink">{t(`roles.${invitation.role}.name`)}</span>
                  {' · '}
                </>
              )}
              {t.rich('invitations.until', { time: () => <LocalTime at={invitation.expiresAt} /> })}
              {' · '}
              {invitation.maxUses === null
                ? t('invitations.used', { count: invitation.uses })
                : t('invitations.usedOf', { count: invitation.uses, most: invitation.maxUses })}
              {invitation.createdBy && (
                <>
                  {' · '}
                  <bdi>{t('invitations.by', { name: invitation.createdBy })}</bdi>
                </>
              )}
            </p>
            <RevokeInvitation target={target} invitationId={invitation.id} />
          </div>
          <CopyField
            value={invitation.url}
            label={t('invitations.link')}
            takesFocus={invitation.id === made}
          />
        </li>
      ))}
    </ul>
  );
}

function RevokeInvitation({
  target: { field, revoke },
  invitationId,
}: {
  target: InvitationTarget;
  invitationId: string;
}) {
  const t = useTranslations('workspaces.invitations');
  const form = useForm(revoke);
  return (
    <Confirm trigger={{ text: t('revoke'), name: t('revokeName') }} question={t('revokeQuestion')}>
      <form {...form.props} className="flex flex-col gap-3">
        <input type="hidden" name={field.name} value={field.value} />
        <input type="hidden" name="invitationId" value={invitationId} />
        <FormProblem state={form.state} />
        <SubmitButton size="small" wide pending={form.pending}>
          {t('revokeConfirm')}
        </SubmitButton>
      </form>
    </Confirm>
  );
}

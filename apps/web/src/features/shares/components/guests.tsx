'use client';

import type { GuestCard } from '@plenum/domain/shares/types';
import { useFormatter, useTranslations } from 'next-intl';
import { useCallback, useEffect, useState } from 'react';
import { Avatar } from '#components/avatar.tsx';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { ErrorState } from '#components/error-state.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { changeGuest, loadGuests, lock } from '../actions.ts';

/** Who writes by links without an account, and what the host can do about it. */
export function Guests({ documentId }: { documentId: string }) {
  const t = useTranslations('shares.guests');
  const [loaded, setLoaded] = useState<Awaited<ReturnType<typeof loadGuests>> | 'failed' | null>(null);
  const load = useCallback(() => {
    loadGuests(documentId).then(setLoaded, () => setLoaded('failed'));
  }, [documentId]);
  useEffect(load, [load]);
  if (loaded === null) return null;
  return (
    <section aria-label={t('title')} className="flex flex-col gap-4">
      <div>
        <h3 className="font-semibold">{t('title')}</h3>
        <p className="text-ink-soft text-small">{t('about')}</p>
      </div>
      {loaded === 'failed' ? (
        <ErrorState message={t('failed')} retry={load} />
      ) : (
        <>
          <Lock documentId={documentId} isLocked={loaded.isLocked} onDone={load} />
          {loaded.guests.length === 0 && <p className="text-ink-soft">{t('none')}</p>}
          <ul>
            {loaded.guests.map((guest) => (
              <Guest key={guest.id} documentId={documentId} guest={guest} onDone={load} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Guest({ documentId, guest, onDone }: { documentId: string; guest: GuestCard; onDone: () => void }) {
  const t = useTranslations('shares.guests');
  const format = useFormatter();
  const form = useForm(changeGuest);
  useEffect(() => {
    if (form.state?.status === 'done') onDone();
  }, [form.state, onDone]);
  const name = guest.name ?? t('unnamed');
  const mute = guest.isMuted ? 'unmute' : 'mute';
  return (
    <li className="flex flex-wrap items-center gap-3 py-2">
      <Avatar person={{ name, colour: guest.colour }} />
      <div className="min-w-0 flex-1 basis-32">
        <p dir="auto" className="truncate font-medium text-left">
          {name}
        </p>
        <p className="text-ink-soft text-small">
          {t('seen', { day: format.dateTime(guest.lastSeenOn, { dateStyle: 'medium', timeZone: 'UTC' }) })}
          {guest.isMuted && <> · {t('muted')}</>}
        </p>
      </div>
      <form {...form.props} className="flex gap-1">
        <input type="hidden" name="documentId" value={documentId} />
        <input type="hidden" name="guestId" value={guest.id} />
        <SubmitButton
          look="quiet"
          size="small"
          name="change"
          value={mute}
          pending={form.pending}
          aria-label={t(`${mute}Name`, { name })}
        >
          {t(mute)}
        </SubmitButton>
        <SubmitButton
          look="quiet"
          size="small"
          name="change"
          value="remove"
          pending={form.pending}
          aria-label={t('removeName', { name })}
        >
          {t('remove')}
        </SubmitButton>
        <FormProblem state={form.state} />
      </form>
      <ConfirmForm
        action={changeGuest}
        fields={{ documentId, guestId: guest.id, change: 'undo' }}
        trigger={{ text: t('undo'), name: t('undoName', { name }) }}
        question={t('undoQuestion', { name })}
        confirm={t('undoConfirm')}
        onDone={onDone}
      />
    </li>
  );
}

function Lock({
  documentId,
  isLocked,
  onDone,
}: {
  documentId: string;
  isLocked: boolean;
  onDone: () => void;
}) {
  const t = useTranslations('shares.guests');
  const form = useForm(lock);
  useEffect(() => {
    if (form.state?.status === 'done') onDone();
  }, [form.state, onDone]);
  return (
    <form {...form.props} className="flex flex-wrap items-center justify-between gap-3">
      <input type="hidden" name="documentId" value={documentId} />
      <input type="hidden" name="isLocked" value={String(!isLocked)} />
      <p>{t(isLocked ? 'locked' : 'unlocked')}</p>
      <SubmitButton size="small" pending={form.pending}>
        {t(isLocked ? 'unlock' : 'lock')}
      </SubmitButton>
      <FormProblem state={form.state} />
    </form>
  );
}

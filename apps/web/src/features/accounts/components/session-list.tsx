'use client';

import type { OwnSession } from '@plenum/domain/accounts/types';
import { useFormatter, useTranslations } from 'next-intl';
import { Badge } from '#components/badge.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { FormSuccess } from '#components/form-success.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { endOtherSessions, endSession } from '../actions.ts';

/** The browsers in which somebody is signed in, each with what ends it. */
export function SessionList({ sessions }: { sessions: OwnSession[] }) {
  const t = useTranslations('accounts.sessions');
  const format = useFormatter();
  const one = useForm(endSession);
  const others = useForm(endOtherSessions);
  const say = (day: string) => format.dateTime(new Date(day), { dateStyle: 'medium', timeZone: 'UTC' });
  return (
    <div className="flex flex-col items-start gap-4">
      <FormProblem state={one.state} />
      <FormProblem state={others.state} />
      <FormSuccess state={one.state}>{t('ended')}</FormSuccess>
      <FormSuccess state={others.state}>{t('othersEnded')}</FormSuccess>
      <ul className="w-full border-line border-t">
        {sessions.map(({ id, signedInOn, lastUsedOn, isPresent }) => (
          <li key={id} className="flex min-h-14 items-center gap-3 border-line border-b py-3">
            <div className="min-w-0 flex-1">
              <p>{t('signedIn', { day: say(signedInOn) })}</p>
              <p className="text-ink-soft text-small">{t('lastUsed', { day: say(lastUsedOn) })}</p>
            </div>
            {isPresent ? (
              <Badge>{t('present')}</Badge>
            ) : (
              <form {...one.props}>
                <input type="hidden" name="sessionId" value={id} />
                <SubmitButton
                  look="quiet"
                  size="small"
                  aria-label={t('endName', { day: say(signedInOn), used: say(lastUsedOn) })}
                >
                  {t('end')}
                </SubmitButton>
              </form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <form {...others.props}>
          <SubmitButton pending={others.pending}>{t('endOthers')}</SubmitButton>
        </form>
      )}
    </div>
  );
}

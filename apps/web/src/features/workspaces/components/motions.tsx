'use client';

import type { MotionCard } from '@plenum/domain/workspaces/types';
import { useTranslations } from 'next-intl';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { LocalTime } from '#components/time.tsx';
import { answerMotion } from '../actions.ts';

/** What one admin has moved and another has to confirm, or what is carried out when its time is up. */
export function Motions({ workspaceId, motions }: { workspaceId: string; motions: MotionCard[] }) {
  const t = useTranslations('workspaces.motions');
  return (
    <ul className="border-line border-t">
      {motions.map((motion) => {
        const what = t(`kinds.${motion.kind}`, { group: motion.group?.name ?? '' });
        const fields = { workspaceId, motionId: motion.id };
        return (
          <li
            key={motion.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b py-3"
          >
            <div className="min-w-0 flex-1 basis-64">
              <p dir="auto" className="wrap-anywhere font-medium">
                {what}
              </p>
              <p className="text-ink-soft text-small">
                <bdi>{t('by', { name: motion.madeBy })}</bdi>
                {' · '}
                {motion.dueAt
                  ? t.rich('due', { time: () => motion.dueAt && <LocalTime at={motion.dueAt} /> })
                  : t(motion.canConfirm ? 'yours' : 'waits')}
              </p>
            </div>
            <div className="flex gap-1">
              {motion.canConfirm && (
                <ConfirmForm
                  action={answerMotion}
                  fields={{ ...fields, answer: 'confirm' }}
                  trigger={{ text: t('confirm'), name: t('confirmName', { what }) }}
                  question={t(`questions.${motion.kind}`, { group: motion.group?.name ?? '' })}
                  confirm={t('confirmNow')}
                />
              )}
              {motion.canStop && (
                <ConfirmForm
                  action={answerMotion}
                  fields={{ ...fields, answer: 'stop' }}
                  trigger={{ text: t('stop'), name: t('stopName', { what }) }}
                  question={t('stopQuestion')}
                  confirm={t('stop')}
                />
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

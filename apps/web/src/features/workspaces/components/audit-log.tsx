import { AUDITED } from '@plenum/domain/workspaces/audit';
import type { AuditEntryCard } from '@plenum/domain/workspaces/types';
import { useTranslations } from 'next-intl';
import { LocalTime } from '#components/time.tsx';

/** What was decided about access, the newest first: who did what to whom. */
export function AuditLog({ entries }: { entries: AuditEntryCard[] }) {
  const t = useTranslations('workspaces');
  return (
    <ol className="border-line border-t">
      {entries.map((entry) => {
        const what = AUDITED.find((known) => known === entry.what);
        return (
          <li key={entry.id} className="border-line border-b py-3">
            <p dir="auto" className="wrap-anywhere">
              {what ? t(`log.what.${what}`, namesOf(entry)) : entry.what}
            </p>
            <p className="text-ink-soft text-small">
              <bdi>{entry.by ?? t('log.nobody')}</bdi>
              {' · '}
              <LocalTime at={entry.at} />
            </p>
          </li>
        );
      })}
    </ol>
  );

  function namesOf({ person, group, document, role }: AuditEntryCard) {
    return {
      person: person ?? t('log.gone'),
      group: group ?? t('log.goneGroup'),
      document: document?.title ?? t('log.hiddenDocument'),
      role: role ? t(`roles.${role}.name`) : '',
      subject: person ?? group ?? t('log.gone'),
    };
  }
}

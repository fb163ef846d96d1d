'use client';

import { ExternalLink } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Confirm } from '#components/confirm.tsx';
import { CopyField } from '#components/copy-field.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { LocalTime } from '#components/time.tsx';
import { useForm } from '#components/use-form.ts';
import { revokeShareLink, type ShareLink } from '../actions.ts';
import { ChangeLink } from './change-link.tsx';
import { QrButton } from './qr-button.tsx';

/** Share links in force: what each is for and what holds for it, to copy, to open or to revoke. */
export function ShareLinkList({
  links,
  newest,
  onChanged,
}: {
  links: ShareLink[];
  /** The link that was just made here, whose address gets the focus. */
  newest: string | null;
  onChanged: () => void;
}) {
  const t = useTranslations('shares');
  const format = useFormatter();
  return (
    <section aria-label={t('links')}>
      <ul className="border-line border-t">
        {links.map((link) => (
          <li key={link.id} className="flex flex-col gap-2 border-line border-b py-4">
            <div className="flex items-start gap-3">
              <div className="min-w-0 flex-1">
                <p dir="auto" className="truncate font-medium">
                  {link.name || t('unnamed')}
                </p>
                <p className="text-ink-soft text-small">
                  {t(`roles.${link.role}`)}
                  {' · '}
                  {t(link.hasPassword ? 'withPassword' : 'withoutPassword')}
                  {' · '}
                  {link.expiresAt
                    ? t.rich('until', { time: () => link.expiresAt && <LocalTime at={link.expiresAt} /> })
                    : t('noExpiry')}
                  {link.shows === 'now' && <> · {t('frozen')}</>}
                  {link.covers === 'branch' && <> · {t('withBelow')}</>}
                  {' · '}
                  {link.lastUsedOn
                    ? t('lastUsed', {
                        day: format.dateTime(link.lastUsedOn, { dateStyle: 'medium', timeZone: 'UTC' }),
                      })
                    : t('neverUsed')}
                </p>
              </div>
              {link.url !== '' && (
                <a
                  href={link.url}
                  target="_blank"
                  rel="noreferrer"
                  aria-label={t('open')}
                  title={t('open')}
                  className="grid size-8 shrink-0 place-items-center rounded-base text-ink-soft hover:bg-hover hover:text-ink"
                >
                  <ExternalLink aria-hidden size={16} />
                </a>
              )}
            </div>
            <CopyField value={link.url} label={t('link')} takesFocus={link.id === newest} />
            <div className="-ms-3 flex flex-wrap gap-1">
              {link.url !== '' && <QrButton url={link.url} />}
              <ChangeLink link={link} onChanged={onChanged} />
              <RevokeLink linkId={link.id} onRevoked={onChanged} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function RevokeLink({ linkId, onRevoked }: { linkId: string; onRevoked: () => void }) {
  const t = useTranslations('shares');
  const form = useForm(revokeShareLink);
  useEffect(() => {
    if (form.state?.status === 'done') onRevoked();
  }, [form.state, onRevoked]);
  return (
    <Confirm trigger={{ text: t('revoke'), name: t('revokeName') }} question={t('revokeQuestion')}>
      <form {...form.props} className="flex flex-col gap-3">
        <input type="hidden" name="linkId" value={linkId} />
        <FormProblem state={form.state} />
        <SubmitButton size="small" wide pending={form.pending}>
          {t('revokeConfirm')}
        </SubmitButton>
      </form>
    </Confirm>
  );
}

'use client';

import { Link2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Badge } from '#components/badge.tsx';
import { LocalTime } from '#components/time.tsx';
import { documentPath } from '#lib/paths.ts';
import type { LinkWithAccess } from '../loaders.ts';

/** The links by which a document can be seen, among whoever else can. */
export function LinksWithAccess({ links, isCut }: { links: LinkWithAccess[]; isCut: boolean }) {
  const t = useTranslations('shares');
  if (links.length === 0) return <p className="text-ink-soft">{t('noLinks')}</p>;
  return (
    <>
      <ul className="border-line border-t">
        {links.map((link) => (
          <li key={link.id} className="flex items-center gap-3 border-line border-b py-3">
            <span className="grid size-8 shrink-0 place-items-center rounded-base border border-line bg-sunken text-ink-soft">
              <Link2 aria-hidden size={17} />
            </span>
            <div className="min-w-0 flex-1">
              <p dir="auto" className="truncate font-medium text-left">
                {link.name || t('unnamed')}
              </p>
              <p className="text-ink-soft text-small">
                {t(link.hasPassword ? 'whoeverWithPassword' : 'whoever')}
                {' · '}
                {link.expiresAt
                  ? t.rich('until', { time: () => link.expiresAt && <LocalTime at={link.expiresAt} /> })
                  : t('noExpiry')}
              </p>
              {link.from && <FromAbove {...link.from} />}
            </div>
            <Badge>{t(`roles.${link.role}`)}</Badge>
          </li>
        ))}
      </ul>
      {isCut && <p className="mt-3 text-ink-soft">{t('linksCut')}</p>}
    </>
  );
}

function FromAbove({ id, title }: { id: string; title: string }) {
  const t = useTranslations('shares');
  const link = (text: ReactNode) => (
    <a href={documentPath(id)} dir="auto" className="underline">
      {text}
    </a>
  );
  return <p className="text-ink-soft text-small">{t.rich('fromAbove', { title, link })}</p>;
}

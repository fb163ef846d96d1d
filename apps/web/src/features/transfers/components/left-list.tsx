import type { LeftBehind } from '@plenum/domain/transfers/types';
import { useTranslations } from 'next-intl';

/** Names of files that are shown. */
const SHOWN = 100;

/** What of a workspace stayed when the rest went out, in sentences. */
export function LeftList({ left, isArchive }: { left: LeftBehind; isArchive: boolean }) {
  const t = useTranslations('transfers.left');
  const { hidden, restricted, templates, largeFiles, goneFiles } = left;
  return (
    <ul className="flex list-disc flex-col gap-2 ps-5">
      {hidden > 0 && <li>{t('hidden', { count: hidden })}</li>}
      {restricted > 0 && <li>{t('restricted', { count: restricted })}</li>}
      {templates > 0 && <li>{t('templates', { count: templates })}</li>}
      {largeFiles.length > 0 && (
        <li>
          {t('largeFiles', { count: largeFiles.length })} <Names names={largeFiles} />
        </li>
      )}
      {goneFiles.length > 0 && (
        <li>
          {t('goneFiles', { count: goneFiles.length })} <Names names={goneFiles} />
        </li>
      )}
      <li>{isArchive ? t('always') : t('alwaysRead')}</li>
    </ul>
  );
}

function Names({ names }: { names: readonly string[] }) {
  return names.slice(0, SHOWN).map((name, index) => (
    <span key={name}>
      {index > 0 && ' · '}
      <bdi>{name}</bdi>
    </span>
  ));
}

import type { PastAuthor } from '@plenum/domain/documents/types';
import { useTranslations } from 'next-intl';

/** What an author is called, also where they have no name any more. */
export function usePastName(): (author: PastAuthor) => string {
  const t = useTranslations('history');
  // The instance's own rows are also those whose authorship was erased.
  const nameless = { person: t('gone'), guest: t('guest'), system: t('nobody') };
  return ({ kind, name }) => name ?? nameless[kind];
}

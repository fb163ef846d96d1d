import type { Someone } from '@plenum/domain/meetings/types';
import { useTranslations } from 'next-intl';

/** What somebody at a meeting is called here; whoever looks finds themselves. */
export function useNameOf(): (someone: Someone) => string {
  const t = useTranslations('meetings');
  return ({ name, isMe }) => {
    const shown = name ?? t('guest');
    return isMe ? `${shown} (${t('panel.you')})` : shown;
  };
}

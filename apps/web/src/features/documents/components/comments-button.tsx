'use client';

import { MessageSquare } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '#components/icon-button.tsx';
import { useOpenDocument } from './open-document.tsx';

/** Opens the comments beside the text, and says how many threads are open. */
export function CommentsButton() {
  const t = useTranslations('documents.page');
  const { isOpen, onOpen, count } = useOpenDocument();
  return (
    <span className="needs-scripting relative">
      <IconButton
        icon={MessageSquare}
        label={t('comments', { count })}
        aria-pressed={isOpen}
        onClick={() => onOpen(!isOpen)}
      />
      {count > 0 && (
        <span
          aria-hidden
          className="pointer-events-none absolute end-0 top-0 min-w-4 rounded-full bg-ink px-1 text-center font-semibold text-[0.625rem] text-paper leading-4"
        >
          {count}
        </span>
      )}
    </span>
  );
}

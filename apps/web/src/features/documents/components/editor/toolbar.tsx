'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useRef } from 'react';
import { useAboveKeyboard } from './use-above-keyboard.ts';

/**
 * The place of the tools: above the keyboard on a phone, below the top bar elsewhere when `shown`. It is kept while there
 * are no tools yet, so that nothing moves.
 */
export function Toolbar({ shown, children }: { shown: boolean; children: ReactNode }) {
  const t = useTranslations('documents.page');
  const place = useRef<HTMLElement>(null);
  useAboveKeyboard(place);
  return (
    <section
      ref={place}
      aria-label={t('toolbar')}
      className={`toolbar needs-scripting no-print ${shown ? '' : 'md:hidden'}`}
    >
      {children}
    </section>
  );
}

'use client';

import { Type } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { RefObject } from 'react';
import { IconButton } from '#components/icon-button.tsx';
import { TOOLBAR_COOKIE } from './toolbar-cookie.ts';

/** Shows the toolbar above the text, or puts it away; the choice is kept. A phone always shows it. */
export function ToolbarToggle({
  ref,
  on,
  onChange,
}: {
  ref: RefObject<HTMLButtonElement | null>;
  on: boolean;
  onChange: (on: boolean) => void;
}) {
  const t = useTranslations('documents.page');
  function toggle() {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in some browsers
    document.cookie = `${TOOLBAR_COOKIE}=${on ? 'hidden' : 'shown'}; path=/; max-age=31536000; samesite=lax`;
    onChange(!on);
  }
  return (
    <span className="needs-scripting max-md:hidden">
      <IconButton ref={ref} icon={Type} label={t('toolbar')} aria-pressed={on} onClick={toggle} />
    </span>
  );
}

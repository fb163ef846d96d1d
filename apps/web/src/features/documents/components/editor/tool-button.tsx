'use client';

import type { LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { IconButton } from '#components/icon-button.tsx';
import { hasCommandKey, shortcutText } from './shortcut.ts';

/** A control of the editor: a press leaves the selection where it is, and the tooltip names the shortcut. */
export function ToolButton({
  name,
  keys,
  ...rest
}: { icon: LucideIcon; name: string; keys?: string } & Omit<
  ComponentProps<typeof IconButton>,
  'label' | 'icon'
>) {
  const t = useTranslations('documents.page.keys');
  const names = { control: t('control'), shift: t('shift') };
  const label = keys ? `${name} (${shortcutText({ keys, names, apple: hasCommandKey() })})` : name;
  return <IconButton label={label} onMouseDown={(event) => event.preventDefault()} {...rest} />;
}

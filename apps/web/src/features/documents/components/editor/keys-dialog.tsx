'use client';

import { useTranslations } from 'next-intl';
import { Button } from '#components/button.tsx';
import { Dialog } from '#components/dialog.tsx';
import { BLOCK_KEYS, BLOCK_NAMES } from './block-keys.ts';
import { BLOCKS } from './blocks.ts';
import { MARKS } from './marks.ts';
import { PAGE_KEYS, PAGE_NAMES } from './page-keys.ts';
import { hasCommandKey, shortcutText } from './shortcut.ts';

/** All that the keyboard does in the text. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('documents.page');
  const names = { control: t('keys.control'), shift: t('keys.shift') };
  const apple = hasCommandKey();
  const groups = [
    {
      name: t('shortcuts.page'),
      rows: PAGE_NAMES.map((name) => ({ name: t(`shortcuts.names.${name}`), keys: PAGE_KEYS[name] })),
    },
    { name: t('shortcuts.text'), rows: MARKS.map(({ name, keys }) => ({ name: t(`marks.${name}`), keys })) },
    {
      name: t('shortcuts.blocks'),
      rows: [
        ...BLOCKS.flatMap(({ name, keys }) => (keys ? [{ name: t(`blocks.${name}`), keys }] : [])),
        ...BLOCK_NAMES.map((name) => ({ name: t(`block.${name}`), keys: BLOCK_KEYS[name] })),
      ],
    },
  ];
  return (
    <Dialog open onOpenChange={onClose} title={t('shortcuts.title')} intro={t('shortcuts.intro')}>
      <div className="flex flex-col gap-6">
        {groups.map((group) => (
          <section key={group.name} aria-label={group.name}>
            <h3 className="mb-1 font-semibold">{group.name}</h3>
            <dl>
              {group.rows.map(({ name, keys }) => (
                <div key={name} className="flex justify-between gap-4 border-line border-t py-1.5">
                  <dt>{name}</dt>
                  <dd>
                    <kbd className="rounded-small bg-pressed px-1.5 py-0.5 text-small">
                      {shortcutText({ keys, names, apple })}
                    </kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <div>
          <Button size="small" onClick={onClose}>
            {t('shortcuts.close')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

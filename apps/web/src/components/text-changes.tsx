'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { Change } from '#lib/changes.ts';

const TAGS = { added: 'ins', removed: 'del', same: 'span', skipped: 'span' } as const;

/** How one text became another: what is new is underlined, what is gone struck through, and of what looks otherwise it is said how. */
export function TextChanges({ changes }: { changes: Change[] }) {
  return (
    <div dir="auto" className="wrap-anywhere whitespace-pre-wrap">
      {changes.map((change, place) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text are made anew whenever it changes
        if (change.kind === 'restyled') return <Restyled key={place} {...change} />;
        const Tag = TAGS[change.kind];
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        return <Tag key={place}>{change.kind === 'skipped' ? ' … ' : change.text}</Tag>;
      })}
    </div>
  );
}

const STYLES = [
  'bold',
  'italic',
  'underline',
  'strike',
  'code',
  'link',
  'heading1',
  'heading2',
  'heading3',
  'heading4',
  'codeBlock',
] as const;

function Restyled({ text, came, left }: Extract<Change, { kind: 'restyled' }>) {
  const t = useTranslations('common.restyled');
  const format = useFormatter();
  // A link that leads elsewhere has come and gone.
  const isElsewhere = [came, left].every((styles) => styles.some((style) => style.startsWith('link=')));
  const names = (styles: string[]) =>
    styles.flatMap((style) => {
      const known = STYLES.find((name) => name === style.split('=')[0]);
      return known === undefined || (known === 'link' && isElsewhere) ? [] : [t(`styles.${known}`)];
    });
  const [now, before] = [names(came), names(left)];
  const said = [
    ...(now.length > 0 ? [t('now', { styles: format.list(now) })] : []),
    ...(before.length > 0 ? [t('noLonger', { styles: format.list(before) })] : []),
    ...(isElsewhere ? [t('elsewhere')] : []),
  ];
  return (
    <span className="rounded-small bg-selected decoration-clone px-0.5">
      {text}
      <span className="ms-1 text-ink-soft text-small">[{format.list(said, { type: 'unit' })}]</span>
    </span>
  );
}

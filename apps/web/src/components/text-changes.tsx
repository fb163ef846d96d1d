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
  'formula',
  'subscript',
  'superscript',
  'textColour',
  'highlight',
  'link',
  'heading1',
  'heading2',
  'heading3',
  'heading4',
  'codeBlock',
] as const;

/** What is said of a style that has come and gone, since it is about something else now. */
const OTHERWISE = { link: 'otherLink', textColour: 'otherColour', highlight: 'otherColour' } as const;

function Restyled({ text, came, left }: Extract<Change, { kind: 'restyled' }>) {
  const t = useTranslations('common.restyled');
  const format = useFormatter();
  const namesIn = (styles: string[]) => styles.map((style) => style.split('=')[0] ?? '');
  const [now, before] = [namesIn(came), namesIn(left)];
  const said = (names: string[], others: string[]) =>
    STYLES.filter((name) => names.includes(name) && !others.includes(name)).map((name) =>
      t(`styles.${name}`),
    );
  const [gained, lost] = [said(now, before), said(before, now)];
  const otherwise = Object.entries(OTHERWISE).flatMap(([name, key]) =>
    now.includes(name) && before.includes(name) ? [t(key)] : [],
  );
  const all = [
    ...(gained.length > 0 ? [t('now', { styles: format.list(gained) })] : []),
    ...(lost.length > 0 ? [t('noLonger', { styles: format.list(lost) })] : []),
    ...new Set(otherwise),
  ];
  return (
    <span className="rounded-small bg-pressed decoration-clone px-0.5">
      {text}
      <span className="ms-1 text-ink-soft text-small">[{format.list(all, { type: 'unit' })}]</span>
    </span>
  );
}

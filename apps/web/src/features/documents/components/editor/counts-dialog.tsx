'use client';

import type { Editor } from '@tiptap/core';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Dialog } from '#components/dialog.tsx';
import { countsOf } from './text-counts.ts';

/** Words that people read in a minute. */
const PACE = 200;

/** How long the text is, and what is selected of it. */
export function CountsDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const t = useTranslations('documents.page.counts');
  const format = useFormatter();
  const [{ whole, selected }] = useState(() => {
    const { doc, selection } = editor.state;
    const between = (from: number, to: number) => countsOf(doc.textBetween(from, to, '\n'));
    return {
      whole: between(0, doc.content.size),
      selected: selection.empty ? null : between(selection.from, selection.to),
    };
  });
  const rows = (['words', 'characters', 'letters'] as const).map((name) => ({
    name: t(name),
    whole: format.number(whole[name]),
    selected: selected && format.number(selected[name]),
  }));
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('title')}
      intro={t('reading', { minutes: Math.max(1, Math.round(whole.words / PACE)) })}
    >
      <table className="w-full text-start">
        <thead>
          <tr className="text-ink-soft text-small">
            <td />
            <th scope="col" className="py-1 text-end font-medium">
              {t('whole')}
            </th>
            {selected && (
              <th scope="col" className="py-1 text-end font-medium">
                {t('selected')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name} className="border-line border-t tabular-nums">
              <th scope="row" className="py-2 text-start font-normal">
                {row.name}
              </th>
              <td className="py-2 text-end">{row.whole}</td>
              {row.selected !== null && <td className="py-2 text-end">{row.selected}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}

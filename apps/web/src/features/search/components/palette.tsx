'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Dialog } from '#components/dialog.tsx';
import { KindIcon } from './kind-icon.tsx';
import { Marked } from './marked.tsx';
import { type Place, usePlaces } from './use-places.ts';

/** Goes to any document or place by a few letters: what was opened lately first, then what is found while somebody types. */
export function Palette({ onClose }: { onClose: () => void }) {
  const t = useTranslations('search');
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const { places, state, isCurrent } = usePlaces(typed);
  /** Enter was pressed before there was an answer to what is typed. */
  const isGoing = useRef(false);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const current = isCurrent ? places[Math.min(chosen, places.length - 1)] : undefined;
  const optionId = (key: string) => `${id}-${key}`;

  const go = ({ href }: Place) => {
    location.assign(href);
    onClose();
  };
  useEffect(() => {
    if (!isGoing.current || !isCurrent) return;
    isGoing.current = false;
    if (current) go(current);
  });

  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      isGoing.current = !current;
      if (current) go(current);
    }
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step === undefined || places.length === 0) return;
    event.preventDefault();
    const next = (Math.min(chosen, places.length - 1) + step + places.length) % places.length;
    setChosen(next);
    document.getElementById(optionId(places[next]?.key ?? ''))?.scrollIntoView({ block: 'nearest' });
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('palette')}
      intro={t('paletteHint')}
      firstFocus={field}
    >
      <input
        ref={field}
        type="text"
        role="combobox"
        aria-label={t('typeHere')}
        aria-expanded={places.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={current && optionId(current.key)}
        autoComplete="off"
        dir="auto"
        maxLength={200}
        value={typed}
        onChange={(event) => {
          isGoing.current = false;
          setTyped(event.target.value);
          setChosen(0);
        }}
        onKeyDown={press}
        className="h-11 w-full rounded-base border border-line-strong bg-paper px-3"
      />
      <p role="status" className="mt-2 min-h-6 text-ink-soft text-small">
        {t(`states.${state}`, { count: places.length })}
      </p>
      <div id={`${id}-list`} role="listbox" aria-label={t('found')} className="mt-1">
        {places.map((place) => (
          <a
            key={place.key}
            id={optionId(place.key)}
            role="option"
            aria-selected={place === current}
            tabIndex={-1}
            href={place.href}
            onClick={onClose}
            className="flex gap-3 rounded-base px-2 py-2 hover:bg-hover aria-selected:bg-hover"
          >
            <KindIcon kind={place.kind} />
            <span className="min-w-0">
              <span dir="auto" className="block truncate">
                {place.title}
              </span>
              {place.snippet.length > 0 && (
                <span dir="auto" className="line-clamp-2 break-words text-ink-soft text-small">
                  <Marked parts={place.snippet} />
                </span>
              )}
            </span>
          </a>
        ))}
      </div>
    </Dialog>
  );
}

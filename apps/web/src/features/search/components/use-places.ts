import type { SearchKind } from '@plenum/domain/search/kinds';
import type { SnippetPart } from '@plenum/domain/search/snippet';
import { useEffect, useState } from 'react';
import { framePlaces } from './frame-places.ts';

/** Somewhere to go. */
export interface Place {
  key: string;
  /** What it is; `frame` for where the frame of the page leads. */
  kind: SearchKind | 'frame';
  title: string;
  snippet: SnippetPart[];
  href: string;
  /** The document that it is or lies in; null for a place of the frame. */
  documentId: string | null;
}

/** How it stands with what is shown. */
export type State = 'recent' | 'searching' | 'found' | 'similar' | 'nothing' | 'failed';

/** Milliseconds that somebody rests before it is asked, and that an answer may take. */
const REST = 120;
const PATIENCE = 8_000;
const MOST = 12;

/** What is known of some words; of none before the first answer. */
interface Answer {
  to: string | null;
  places: Place[];
  state: State;
}

interface Recent {
  items: { documentId: string; title: string }[];
}
interface Found {
  items: {
    kind: SearchKind;
    documentId: string;
    partId: string | null;
    title: string;
    parts: SnippetPart[];
    url: string;
  }[];
  isSimilar: boolean;
}

/**
 * Where what is typed leads; without anything, to what was opened lately. An answer that is no longer asked for is left; one to what was
 * typed before stays until the next is there, and is not `current`.
 */
export function usePlaces(typed: string): { places: Place[]; state: State; isCurrent: boolean } {
  const [shown, setShown] = useState<Answer>({ to: null, places: [], state: 'searching' });
  const words = typed.trim() === '' ? '' : typed;
  useEffect(() => {
    const abandoned = new AbortController();
    const signal = AbortSignal.any([abandoned.signal, AbortSignal.timeout(PATIENCE + REST)]);
    const timer = setTimeout(
      () => {
        (words === '' ? recent(signal) : found(words, signal)).then(
          (answer) => setShown({ to: words, ...answer }),
          () => {
            if (!abandoned.signal.aborted) setShown({ to: words, places: [], state: 'failed' });
          },
        );
      },
      words === '' ? 0 : REST,
    );
    return () => {
      clearTimeout(timer);
      abandoned.abort();
    };
  }, [words]);
  const isCurrent = shown.to === words;
  return { ...shown, state: isCurrent ? shown.state : 'searching', isCurrent };
}

async function recent(signal: AbortSignal): Promise<{ places: Place[]; state: State }> {
  const { items } = await ask<Recent>('/api/v1/me/recent', signal);
  const places = items.slice(0, MOST).map(({ documentId, title }) => ({
    key: documentId,
    kind: 'pad' as const,
    title,
    snippet: [],
    href: `/d/${documentId}`,
    documentId,
  }));
  return { places, state: 'recent' };
}

async function found(words: string, signal: AbortSignal): Promise<{ places: Place[]; state: State }> {
  const asked = new URLSearchParams({ q: words, limit: String(MOST) });
  const { items, isSimilar } = await ask<Found>(`/api/v1/search?${asked}`, signal);
  const places = items.map(({ kind, documentId, partId, title, parts, url }) => ({
    key: `${documentId}-${kind}-${partId ?? ''}`,
    kind,
    title,
    snippet: parts,
    // Of this very origin, whatever name of it somebody uses.
    href: `${new URL(url).pathname}${new URL(url).hash}`,
    documentId,
  }));
  const around = framePlaces(words).map(({ name, href }) => ({
    key: href,
    kind: 'frame' as const,
    title: name,
    snippet: [],
    href,
    documentId: null,
  }));
  const all = [...places, ...around];
  if (all.length === 0) return { places: all, state: 'nothing' };
  return { places: all, state: isSimilar && around.length === 0 ? 'similar' : 'found' };
}

async function ask<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(path, { signal });
  if (!response.ok) throw new Error('no answer');
  return response.json();
}

import type { PersonCard } from '@plenum/domain/accounts/types';
import { type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import { loadMentionable } from '#features/documents/actions.ts';

/** People that are offered at once. */
const MOST = 6;

/** An at sign before the caret, and what follows it. */
const BEGUN = /(?:^|[\s(])@([\p{L}\p{M}\p{N}._-]*)$/u;

/** What is offered while somebody is being named. */
interface Naming {
  /** Nobody while nobody is named. */
  people: readonly PersonCard[];
  /** Index of the one that Enter takes. */
  current: number;
  choose: (person: PersonCard) => void;
  /** For the field. */
  listeners: {
    onInput: () => void;
    onBlur: () => void;
    onKeyDown: (event: KeyboardEvent) => void;
  };
}

/** Offers people once an at sign is typed into a field, who are asked for then. @param documentId null where nobody can be named. */
export function useNaming(field: RefObject<HTMLTextAreaElement | null>, documentId: string | null): Naming {
  const all = useRef<Promise<readonly PersonCard[]> | null>(null);
  const [people, setPeople] = useState<readonly PersonCard[]>([]);
  const [current, setCurrent] = useState(0);
  const begun = () => {
    const { value = '', selectionStart = 0 } = field.current ?? {};
    return BEGUN.exec(value.slice(0, selectionStart))?.[1] ?? null;
  };
  const close = () => setPeople([]);
  const offer = async () => {
    if (documentId === null || begun() === null) return close();
    all.current ??= loadMentionable(documentId).catch(() => {
      all.current = null;
      return [];
    });
    const known = await all.current;
    const name = begun()?.toLowerCase();
    if (name === undefined) return close();
    const isMeant = ({ username, displayName }: PersonCard) =>
      username.startsWith(name) ||
      displayName
        .toLowerCase()
        .split(/\s+/)
        .some((word) => word.startsWith(name));
    setPeople(known.filter(isMeant).slice(0, MOST));
    setCurrent(0);
  };
  const choose = ({ username }: PersonCard) => {
    const { current: element } = field;
    const name = begun();
    close();
    if (!element || name === null) return;
    const end = element.selectionStart;
    element.setRangeText(`${username} `, end - name.length, end, 'end');
    element.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = people[current];
    if (!chosen) return;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: people.length - 1 };
    const step = steps[event.key];
    if (step !== undefined) setCurrent((current + step) % people.length);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(chosen);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return {
    people,
    current,
    choose,
    listeners: { onInput: () => void offer(), onBlur: close, onKeyDown },
  };
}

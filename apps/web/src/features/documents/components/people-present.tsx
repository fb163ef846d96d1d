'use client';

import type { Editor } from '@tiptap/core';
import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { AvatarStack } from '#components/avatar-stack.tsx';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import { type Person, whoMoved } from '#lib/collab/people.ts';
import { useLivePart } from '#lib/collab/use-live-document.ts';
import { late } from '#lib/late.tsx';

// What nobody needs before others are here.
const FollowPeople = late(async () => (await import('./follow-people.tsx')).FollowPeople);

/** How long somebody must have been here or away before it is said, so that a reload says nothing. */
const SETTLED_MS = 1500;

/** How long after coming oneself others count as having been here before. */
const ARRIVAL_MS = 500;

const NOBODY: readonly Person[] = [];

/** Who has the document open, oneself included, politely who comes and goes, and the way to follow somebody. */
export function PeoplePresent({
  live,
  me,
  editor,
}: {
  live: LiveDocument | null;
  me: Person;
  editor: Editor | null;
}) {
  const t = useTranslations('documents.page');
  const people = useLivePart(live, { select: (state) => state.people, otherwise: NOBODY });
  const inStep = useLivePart(live, { select: ({ link }) => link.kind === 'live', otherwise: false });
  const others = people.filter(({ id }) => id !== me.id);
  const named = others.map((person) => ({ ...person, name: person.name || t('guest') }));
  const said = useComings(named, inStep);
  return (
    <>
      <div className="relative">
        <AvatarStack people={[me, ...named]} />
        {live && editor && named.length > 0 && <FollowPeople live={live} editor={editor} others={named} />}
      </div>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  );
}

function useComings(people: readonly Person[], inStep: boolean): string {
  const t = useTranslations('documents.page');
  const format = useFormatter();
  const [said, setSaid] = useState('');
  const known = useRef<readonly Person[] | null>(null);
  const seen = people.map(({ id }) => id).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is new at each render, its people are in `seen`
  useEffect(() => {
    if (!inStep) return;
    const wait = known.current ? SETTLED_MS : ARRIVAL_MS;
    const timer = setTimeout(() => {
      const { joined, left } = whoMoved(known.current ?? people, people);
      known.current = people;
      const parts = [
        joined.length > 0 && t('joined', { count: joined.length, names: format.list(joined) }),
        left.length > 0 && t('left', { count: left.length, names: format.list(left) }),
      ].filter(Boolean);
      if (parts.length > 0) setSaid(parts.join(' '));
    }, wait);
    return () => clearTimeout(timer);
  }, [seen, inStep, t, format]);
  return said;
}

'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react';
import { onLongPress } from '#components/long-press.ts';
import { addressOf } from '#components/page-links.tsx';

/** Begins choosing several with the document within that a finger rests on, as lists of files on phones do. */
export function ChooseByPress({
  path,
  query,
  children,
}: {
  path: string;
  /** What the list shows, which choosing leaves as it is. */
  query: Record<string, string | undefined>;
  children: ReactNode;
}) {
  const router = useRouter();
  const list = useRef<HTMLDivElement>(null);
  const choose = useEffectEvent((row: HTMLElement | null) => {
    if (!row) return;
    // It is seen at once, and the page that knows it comes later.
    row.dataset.pressed = '';
    router.push(addressOf(path, { ...query, choose: row.dataset.document }), { scroll: false });
  });
  useEffect(() => {
    if (!list.current) return;
    return onLongPress(list.current, {
      isFor: (press) => documentOf(press) !== null,
      onPress: (press) => choose(documentOf(press)),
    });
  }, []);
  return (
    <div ref={list} className="pointer-coarse:select-none [-webkit-touch-callout:none]">
      {children}
    </div>
  );
}

function documentOf({ target }: Event): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-document]') : null;
}

'use client';

import type { Editor } from '@tiptap/core';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useId, useState } from 'react';
import { Avatar } from '#components/avatar.tsx';
import { Button } from '#components/button.tsx';
import { MenuButton } from '#components/menu.tsx';
import { Popover } from '#components/popover.tsx';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import type { Person } from '#lib/collab/people.ts';
import { bringIntoView, whereaboutsOf } from './followed-caret.ts';

/** Keys by which nobody moves or writes. */
const QUIET_KEYS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'Tab']);

/**
 * Lets one choose somebody of those who are here, lies over their picture, and goes along with their caret until one writes, scrolls or
 * presses Escape.
 */
export function FollowPeople({
  live,
  editor,
  others,
}: {
  live: LiveDocument;
  editor: Editor;
  others: readonly Person[];
}) {
  const t = useTranslations('documents.page.follow');
  const id = useId();
  const [followed, setFollowed] = useState<Person | null>(null);
  const [ended, setEnded] = useState('');
  return (
    <>
      <button
        type="button"
        aria-label={t('open')}
        popoverTarget={id}
        className="needs-scripting absolute inset-0 cursor-pointer rounded-full"
      />
      <Popover id={id} label={t('open')} align="end">
        <p className="px-2.5 pt-1 pb-2 text-ink-soft text-small">{t('about')}</p>
        {others.map((person) => (
          <MenuButton
            key={person.id}
            popoverTarget={id}
            popoverTargetAction="hide"
            onClick={() => {
              setEnded('');
              setFollowed(person);
            }}
          >
            <span className="flex min-w-0 items-center gap-2.5">
              <Avatar person={person} size="small" />
              <span className="truncate">{t('person', { name: person.name })}</span>
            </span>
          </MenuButton>
        ))}
      </Popover>
      {followed && (
        <Following
          key={followed.id}
          live={live}
          editor={editor}
          person={followed}
          onEnd={(why) => {
            setFollowed(null);
            setEnded(why);
          }}
        />
      )}
      <p role="status" className="sr-only">
        {ended}
      </p>
    </>
  );
}

function Following({
  live,
  editor,
  person,
  onEnd,
}: {
  live: LiveDocument;
  editor: Editor;
  person: Person;
  onEnd: (why: string) => void;
}) {
  const t = useTranslations('documents.page.follow');
  const { name } = person;
  const [isElsewhere, setElsewhere] = useState(false);
  const stop = useEffectEvent(() => onEnd(t('stopped', { name })));
  const look = useEffectEvent(() => {
    const where = whereaboutsOf(editor, live.awareness, person.id);
    if (where.kind === 'gone') return onEnd(t('gone', { name }));
    setElsewhere(where.kind === 'elsewhere');
    if (where.kind === 'at') bringIntoView(editor, where.position);
  });
  useEffect(() => {
    let frame = 0;
    const later = () => {
      cancelAnimationFrame(frame);
      // Once what has come is drawn.
      frame = requestAnimationFrame(() => look());
    };
    later();
    live.awareness.on('change', later);
    live.doc.on('update', later);
    return () => {
      cancelAnimationFrame(frame);
      live.awareness.off('change', later);
      live.doc.off('update', later);
    };
  }, [live]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (QUIET_KEYS.has(event.key) || isControl(event.target)) {
        if (event.key !== 'Escape') return;
      }
      // Escape ends this alone, and leaves the text where it is.
      if (event.key === 'Escape') event.stopPropagation();
      stop();
    };
    const onPress = ({ target }: Event) => {
      // The bar of the window is the document's own; a press into the text is going there oneself.
      const isOwnWay =
        target === document.documentElement || (target instanceof Node && editor.view.dom.contains(target));
      if (isOwnWay) stop();
    };
    const onScroll = () => stop();
    const passive = { passive: true } as const;
    window.addEventListener('keydown', onKey, true);
    window.addEventListener('pointerdown', onPress);
    window.addEventListener('wheel', onScroll, passive);
    window.addEventListener('touchmove', onScroll, passive);
    return () => {
      window.removeEventListener('keydown', onKey, true);
      window.removeEventListener('pointerdown', onPress);
      window.removeEventListener('wheel', onScroll);
      window.removeEventListener('touchmove', onScroll);
    };
  }, [editor]);
  return (
    <div
      data-author={person.colour}
      className="no-print fixed inset-x-0 bottom-20 z-20 mx-auto flex w-fit max-w-[calc(100vw-2rem)] items-center gap-3 rounded-base border-2 border-author bg-raised md:bottom-6 py-1.5 ps-3 pe-1.5 shadow-overlay"
    >
      <Avatar person={person} size="small" />
      <p role="status" className="min-w-0">
        {t(isElsewhere ? 'elsewhere' : 'following', { name })}
      </p>
      <Button size="small" onClick={() => onEnd(t('stopped', { name }))}>
        {t('stop')}
      </Button>
    </div>
  );
}

/** Whether a key is for a button or a link, which it presses. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('button, a') !== null;
}

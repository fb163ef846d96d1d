import { type KeyboardEvent, type RefObject, useEffect } from 'react';

/**
 * One stop of the Tab key for a whole toolbar, arrow keys within it (WAI-ARIA Authoring Practices, "Toolbar").
 * @returns the handler for the toolbar's onKeyDown
 */
export function useRovingFocus(toolbar: RefObject<HTMLElement | null>): (event: KeyboardEvent) => void {
  useEffect(() => {
    const element = toolbar.current;
    if (!element) return;
    const onFocus = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && stops(element).includes(target)) makeStop(element, target);
    };
    const all = stops(element);
    makeStop(element, all.find((control) => control === document.activeElement) ?? all[0]);
    element.addEventListener('focusin', onFocus);
    return () => element.removeEventListener('focusin', onFocus);
  });

  return (event) => {
    const element = toolbar.current;
    if (!element || !(event.target instanceof HTMLElement)) return;
    const all = stops(element);
    const here = all.indexOf(event.target);
    const next = here === -1 ? undefined : all[target({ key: event.key, here, count: all.length })];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
}

/** Where a key leads from the control at `here`; -1 for a key that leads nowhere. */
function target({ key, here, count }: { key: string; here: number; count: number }): number {
  switch (key) {
    case 'ArrowRight':
      return (here + 1) % count;
    case 'ArrowLeft':
      return (here + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return -1;
  }
}

/** The toolbar's own controls, without those of menus that open from it. */
function stops(toolbar: HTMLElement): HTMLElement[] {
  const controls = toolbar.querySelectorAll<HTMLElement>('button:enabled');
  return [...controls].filter((control) => control.closest('[popover]') === toolbar.closest('[popover]'));
}

function makeStop(toolbar: HTMLElement, stop: HTMLElement | undefined): void {
  for (const control of stops(toolbar)) control.tabIndex = control === stop ? 0 : -1;
}

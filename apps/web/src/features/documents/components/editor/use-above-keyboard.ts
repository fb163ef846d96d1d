import { type RefObject, useEffect } from 'react';

/** Tells an element by `--keyboard` how much of the window a phone's keyboard covers, where the browser doesn't shrink the page. */
export function useAboveKeyboard(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { visualViewport } = window;
    if (!visualViewport) return;
    const place = () => {
      const covered = Math.max(0, window.innerHeight - visualViewport.height - visualViewport.offsetTop);
      element.current?.style.setProperty('--keyboard', `${Math.round(covered)}px`);
    };
    place();
    visualViewport.addEventListener('resize', place);
    visualViewport.addEventListener('scroll', place);
    return () => {
      visualViewport.removeEventListener('resize', place);
      visualViewport.removeEventListener('scroll', place);
    };
  }, [element]);
}

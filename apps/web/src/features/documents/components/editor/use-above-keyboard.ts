import { type RefObject, useEffect } from 'react';

/** Tells an element by `--keyboard` how much of the window a phone's keyboard covers, where the browser doesn't shrink the page. */
export function useAboveKeyboard(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { visualViewport } = window;
    if (!visualViewport) return;
    const place = () => {
      const { height, offsetTop, scale } = visualViewport;
      // A page that is zoomed in shows less of itself too.
      const covered = scale === 1 ? Math.max(0, window.innerHeight - height - offsetTop) : 0;
      element.current?.style.setProperty('--keyboard', `${Math.round(covered)}px`);
    };
    visualViewport.addEventListener('resize', place);
    visualViewport.addEventListener('scroll', place);
    window.addEventListener('resize', place);
    return () => {
      visualViewport.removeEventListener('resize', place);
      visualViewport.removeEventListener('scroll', place);
      window.removeEventListener('resize', place);
    };
  }, [element]);
}

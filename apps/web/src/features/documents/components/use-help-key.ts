import { useEffect } from 'react';

/** Calls back for a question mark while the focus is on one of the page's controls; in a text it is a question mark. */
export function useHelpKey(onHelp: () => void): void {
  useEffect(() => {
    const press = ({ key, target }: KeyboardEvent) => {
      if (key !== '?' || !(target instanceof HTMLElement)) return;
      if (target.closest('header, [role="toolbar"]') && !target.closest('input, textarea')) onHelp();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [onHelp]);
}

'use client';

import { useEffect, useState } from 'react';
import { late } from '#lib/late.tsx';

const Palette = late(async () => (await import('./components/palette.tsx')).Palette);

/** Opens the command palette by ⌘K or Ctrl+K, unless what has the focus took the key. */
export function SearchKeys() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'k' || !(event.metaKey || event.ctrlKey) || event.defaultPrevented) return;
      if (event.altKey || event.shiftKey) return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  return isOpen && <Palette onClose={() => setOpen(false)} />;
}

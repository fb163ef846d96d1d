'use client';

import { useEffect, useState } from 'react';
import { late } from '#lib/late.tsx';

const Palette = late(async () => (await import('./components/palette.tsx')).Palette);

/** Opens the command palette by ⌘K or Ctrl+K, unless what has the focus took the key. */
export function SearchKeys() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!isKey(event) || event.defaultPrevented) return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  return isOpen && <Palette onClose={() => setOpen(false)} />;
}

/** ⌘K on a Mac, where Ctrl+K deletes to the end of a line, else Ctrl+K; on any keyboard by the place of the key where it writes no k. */
function isKey({ key, code, metaKey, ctrlKey, altKey, shiftKey }: KeyboardEvent): boolean {
  const isMac = /^(Mac|iP)/.test(navigator.platform);
  const isK = key.toLowerCase() === 'k' || (code === 'KeyK' && !/^[a-z]$/i.test(key));
  return isK && (isMac ? metaKey && !ctrlKey : ctrlKey && !metaKey) && !altKey && !shiftKey;
}

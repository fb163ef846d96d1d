'use client';

import { createContext, type ReactNode, use, useState } from 'react';
import { RAIL_COOKIE } from './names.ts';

const RailContext = createContext<{ closed: boolean; toggle: () => void }>({
  closed: false,
  toggle: () => {},
});

/** Whether the rail is put away, and the way to change that. */
export function useRail() {
  return use(RailContext);
}

/** Holds the rail's state and the row that rail and page stand in. */
export function RailState({ initiallyClosed, children }: { initiallyClosed: boolean; children: ReactNode }) {
  const [closed, setClosed] = useState(initiallyClosed);
  function toggle() {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in some browsers
    document.cookie = `${RAIL_COOKIE}=${closed ? 'open' : 'closed'}; path=/; max-age=31536000; samesite=lax`;
    setClosed(!closed);
  }
  return (
    <RailContext value={{ closed, toggle }}>
      <div data-rail={closed ? 'closed' : 'open'} className="md:flex">
        {children}
      </div>
    </RailContext>
  );
}

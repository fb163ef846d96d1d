import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { BottomBar } from './bottom-bar.tsx';
import { RAIL_COOKIE } from './names.ts';
import type { Place } from './nav-link.tsx';
import { Rail } from './rail.tsx';
import { RailState } from './rail-state.tsx';
import { SkipLink } from './skip-link.tsx';
import { PageOrSkeleton, WaitingState } from './waiting.tsx';

/** What surrounds every page of somebody who is signed in. A page gives it a {@link TopBar} and a {@link Main}. */
export async function Frame({
  head,
  places,
  shortcuts,
  foot,
  children,
}: {
  /** At the top of the rail. */
  head: ReactNode;
  places: Place[];
  /** Up to three places for a phone's bottom bar. */
  shortcuts: Place[];
  /** At the bottom of the rail; null for nothing. */
  foot: ReactNode;
  children: ReactNode;
}) {
  const closed = (await cookies()).get(RAIL_COOKIE)?.value === 'closed';
  return (
    <RailState initiallyClosed={closed}>
      <WaitingState>
        <SkipLink />
        <Rail head={head} places={places} foot={foot} />
        <div className="page flex min-h-dvh min-w-0 flex-1 flex-col">
          <PageOrSkeleton>{children}</PageOrSkeleton>
        </div>
        <BottomBar places={shortcuts} />
      </WaitingState>
    </RailState>
  );
}

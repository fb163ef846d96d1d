'use client';

import { type ComponentType, useEffect, useState } from 'react';
import { patiently } from './patiently.ts';

/**
 * A part of the page that comes when it is first wanted; until then nothing stands there, or what is given for the meantime. Not by Suspense: whatever else changes on the page
 * would wait with it for what does not come without a network.
 */
export function late<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Meanwhile: ComponentType<Props> | null = null,
): ComponentType<Props> {
  let coming: Promise<ComponentType<Props>> | null = null;
  let there: ComponentType<Props> | null = null;
  return function Late(props: Props) {
    const [Part, setPart] = useState<ComponentType<Props> | null>(() => there);
    useEffect(() => {
      if (Part) return;
      let isGone = false;
      coming ??= patiently(load);
      void coming.then((part) => {
        there = part;
        if (!isGone) setPart(() => part);
      });
      return () => {
        isGone = true;
      };
    }, [Part]);
    if (!Part) return Meanwhile && <Meanwhile {...props} />;
    return <Part {...props} />;
  };
}

'use client';

import { FRAGMENT_NAME } from '@plenum/editor/schema/schema';
import { useEffect, useState } from 'react';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import { ReadingView } from './reading-view.tsx';

/** A document from this device that the editor may not draw, as the server would have read it. */
export function KeptReadingView({ live }: { live: LiveDocument }) {
  const [html, setHtml] = useState('');
  useEffect(() => {
    const read = async () => {
      const [{ htmlFromJson }, { jsonFromFragment }] = await Promise.all([
        import('@plenum/editor/html/html-from-json'),
        import('@plenum/editor/yjs/json-from-update'),
      ]);
      setHtml(htmlFromJson(jsonFromFragment(live.doc.getXmlFragment(FRAGMENT_NAME))));
    };
    read().catch(() => {});
  }, [live]);
  return <ReadingView html={html} />;
}

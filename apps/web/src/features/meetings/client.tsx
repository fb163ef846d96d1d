'use client';

import { useState } from 'react';
import { useOpenDocument } from '#features/documents/components/beside/open-document.tsx';
import { late } from '#lib/late.tsx';

const MeetingPanel = late(async () => (await import('./components/meeting-panel.tsx')).MeetingPanel);

/** The meeting beside an open document; it comes when it is first looked at, and stays. */
export function Meeting(props: { token?: string }) {
  const { live, editor, shown } = useOpenDocument();
  const [isWanted, setWanted] = useState(false);
  if (!isWanted && shown === 'meeting') setWanted(true);
  return isWanted && live && editor && <MeetingPanel live={live} editor={editor} {...props} />;
}

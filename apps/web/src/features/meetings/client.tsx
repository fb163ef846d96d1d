'use client';

import { useOpenDocument } from '#features/documents/components/beside/open-document.tsx';
import { late } from '#lib/late.tsx';

const MeetingPanel = late(async () => (await import('./components/meeting-panel.tsx')).MeetingPanel);

/** The meeting beside an open document; it comes once the text can be written in. */
export function Meeting(props: { token?: string }) {
  const { live, editor } = useOpenDocument();
  return live && editor && <MeetingPanel live={live} editor={editor} {...props} />;
}

'use client';

import { useOpenDocument } from '#features/documents/components/beside/open-document.tsx';
import { late } from '#lib/late.tsx';

const ChatPanel = late(async () => (await import('./components/chat-panel.tsx')).ChatPanel);

/** The chat beside an open document; it comes once its text can be written in. */
export function Chat(props: { token?: string; mayChat: boolean; mayModerate: boolean }) {
  const { live, editor } = useOpenDocument();
  return live && editor && <ChatPanel live={live} {...props} />;
}

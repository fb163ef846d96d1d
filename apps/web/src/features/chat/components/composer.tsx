'use client';

import { MAX_CHAT_MESSAGE } from '@plenum/domain/chat/types';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Button } from '#components/button.tsx';
import { TextArea } from '#components/text-area.tsx';

/** The field for what one says. Enter sends it; while there is no connection, it stays. */
export function Composer({ isOffline, onSend }: { isOffline: boolean; onSend: (body: string) => void }) {
  const t = useTranslations('chat');
  const [body, setBody] = useState('');
  const notice = useId();
  const send = () => {
    if (isOffline || body.trim() === '') return;
    onSend(body.trim());
    setBody('');
  };
  return (
    <form
      className="flex shrink-0 flex-col gap-2 border-line border-t px-5 pt-3 pb-4"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <TextArea
        name="body"
        label={t('body')}
        value={body}
        maxLength={MAX_CHAT_MESSAGE}
        enterKeyHint="send"
        onChange={(event) => setBody(event.currentTarget.value)}
        onKeyDown={(event) => {
          // Enter also ends the composition of a letter.
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <p id={notice} role="status" className="text-small empty:hidden">
        {isOffline ? t('offline') : ''}
      </p>
      <div className="flex items-center gap-3">
        <Button size="small" type="submit" disabled={isOffline} aria-describedby={notice}>
          {t('send')}
        </Button>
        <span className="text-ink-soft text-small pointer-coarse:hidden">{t('keys')}</span>
      </div>
    </form>
  );
}

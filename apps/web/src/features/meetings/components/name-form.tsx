'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/button.tsx';
import { CONTROL } from '#components/field.tsx';

/** Takes the name of somebody who is in the room, and not in the document. */
export function NameForm({ label, onName }: { label: string; onName: (name: string) => void }) {
  const t = useTranslations('meetings.panel');
  const [name, setName] = useState('');
  return (
    <form
      className="flex gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        const said = name.trim();
        if (said === '') return;
        onName(said);
        setName('');
      }}
    >
      <input
        dir="auto"
        aria-label={label}
        placeholder={label}
        value={name}
        maxLength={80}
        autoComplete="off"
        onChange={({ target }) => setName(target.value)}
        className={`${CONTROL} h-8 px-2 text-small`}
      />
      <Button type="submit" size="small">
        {t('add')}
      </Button>
    </form>
  );
}

'use client';

import type { Editor } from '@tiptap/core';
import { getMarkRange } from '@tiptap/core';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '#components/button.tsx';
import { Dialog } from '#components/dialog.tsx';
import { TextField } from '#components/text-field.tsx';
import { linkTarget } from './link-target.ts';

/** Asks for the target of the link at the cursor, or for the selected text, or for a new link's text too. */
export function LinkDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const t = useTranslations('documents.page.link');
  const [known] = useState(() => linkAtCursor(editor));
  const [invalid, setInvalid] = useState(false);

  function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const href = linkTarget(String(form.get('address')));
    if (!href) return setInvalid(true);
    setLink(editor, { href, text: String(form.get('text') ?? '') });
    onClose();
  }

  function remove() {
    editor.chain().extendMarkRange('link').unsetLink().run();
    onClose();
  }

  return (
    <Dialog open onOpenChange={onClose} title={known.href ? t('edit') : t('add')} intro={t('intro')}>
      <form onSubmit={save} noValidate className="flex flex-col gap-4">
        {known.needsText && <TextField name="text" label={t('text')} aside={t('textOptional')} />}
        <TextField
          name="address"
          label={t('address')}
          defaultValue={known.href}
          error={invalid ? t('invalid') : undefined}
          inputMode="url"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
        />
        <div className="flex justify-end gap-2">
          {known.href && (
            <Button look="quiet" onClick={remove}>
              {t('remove')}
            </Button>
          )}
          <Button type="submit" look="primary">
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function linkAtCursor(editor: Editor): { href: string; needsText: boolean } {
  const href: unknown = editor.getAttributes('link').href;
  const known = typeof href === 'string' ? href : '';
  return { href: known, needsText: known === '' && editor.state.selection.empty };
}

function setLink(editor: Editor, { href, text }: { href: string; text: string }): void {
  const { selection, schema } = editor.state;
  const link = schema.marks.link;
  const inLink = link && getMarkRange(selection.$from, link);
  if (selection.empty && !inLink) {
    const content = { type: 'text', text: text.trim() || href, marks: [{ type: 'link', attrs: { href } }] };
    editor.chain().insertContent(content).unsetMark('link').run();
    return;
  }
  editor.chain().extendMarkRange('link').setLink({ href }).run();
}

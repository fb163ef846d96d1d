'use client';

import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { Link } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { MARKS } from './marks.ts';
import { ToolButton } from './tool-button.tsx';

/** Bold and its kin, and the link. */
export function MarkTools({ editor, onLink }: { editor: Editor; onLink: () => void }) {
  const t = useTranslations('documents.page');
  const active = useEditorState({
    editor,
    selector: () => ['link', ...MARKS.map(({ name }) => name)].filter((name) => editor.isActive(name)),
  });
  return (
    <>
      {MARKS.map(({ name, icon, keys, toggle }) => (
        <ToolButton
          key={name}
          icon={icon}
          name={t(`marks.${name}`)}
          keys={keys}
          aria-pressed={active.includes(name)}
          onClick={() => toggle(editor.chain().focus()).run()}
        />
      ))}
      <ToolButton
        icon={Link}
        name={t('marks.link')}
        keys="Mod-k"
        aria-pressed={active.includes('link')}
        onClick={onLink}
      />
    </>
  );
}

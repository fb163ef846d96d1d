'use client';

import type { Editor } from '@tiptap/core';
import { ExternalLink, Pencil, Unlink } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ToolButton } from './tool-button.tsx';

/** Where the link at the cursor leads, and what can be done about it. */
export function LinkCard({ editor, href, onEdit }: { editor: Editor; href: string; onEdit: () => void }) {
  const t = useTranslations('documents.page.link');
  return (
    <>
      <span dir="ltr" className="min-w-0 max-w-64 truncate px-2 text-ink-soft text-small">
        {href}
      </span>
      <ToolButton
        icon={ExternalLink}
        name={t('open')}
        onClick={() => window.open(href, '_blank', 'noopener,noreferrer')}
      />
      <ToolButton icon={Pencil} name={t('edit')} onClick={onEdit} />
      <ToolButton
        icon={Unlink}
        name={t('remove')}
        onClick={() => editor.chain().focus().extendMarkRange('link').unsetLink().run()}
      />
    </>
  );
}

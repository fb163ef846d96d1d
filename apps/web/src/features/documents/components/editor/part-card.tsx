'use client';

import { MOST_MINUTES } from '@plenum/editor/schema/attributes';
import { CALLOUT_KINDS } from '@plenum/editor/schema/callout-kinds';
import { DIAGRAM_LANGUAGE, FORMULA_LANGUAGE } from '@plenum/editor/schema/formula';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import type { BubbleSubject } from './bubble-subject.ts';
import { DecisionCard } from './decision-card.tsx';
import { Choice, Field, typedNumber } from './part-fields.tsx';

/** Languages that are offered for code, by the names under which they are coloured; any other can be written in Markdown. */
const LANGUAGES = [
  'bash',
  'c',
  'cpp',
  'css',
  'diff',
  'go',
  'html',
  'ini',
  'java',
  'javascript',
  'json',
  'markdown',
  'php',
  'python',
  'ruby',
  'rust',
  'sql',
  'typescript',
  'xml',
  'yaml',
] as const;

/** What there is to choose about the part of the text at the cursor. */
export function PartCard({
  editor,
  subject: { name, at },
}: {
  editor: Editor;
  subject: BubbleSubject & { kind: 'part' };
}) {
  const t = useTranslations('documents.page.part');
  const parts = useTranslations('documents.parts');
  const attributes = useEditorState({ editor, selector: () => editor.state.doc.nodeAt(at)?.attrs ?? {} });
  const set = (attribute: string, value: unknown) =>
    editor.view.dispatch(editor.state.tr.setNodeAttribute(at, attribute, value));
  if (name === 'callout') {
    const options = CALLOUT_KINDS.map((kind) => ({ value: kind, label: parts(kind) }));
    return (
      <Choice
        label={t('kind')}
        value={String(attributes.kind)}
        options={options}
        onChoose={(kind) => set('kind', kind)}
      />
    );
  }
  if (name === 'codeBlock') {
    const options = [
      { value: '', label: t('noLanguage') },
      { value: FORMULA_LANGUAGE, label: t('formula') },
      { value: DIAGRAM_LANGUAGE, label: t('diagram') },
      ...LANGUAGES.map((language) => ({ value: language as string, label: language })),
    ];
    const value = String(attributes.language ?? '');
    const isListed = options.some((option) => option.value === value);
    return (
      <Choice
        label={t('language')}
        value={value}
        options={isListed ? options : [...options, { value, label: value }]}
        onChoose={(language) => set('language', language || null)}
      />
    );
  }
  if (name === 'childPages') {
    const options = [1, 2].map((levels) => ({ value: String(levels), label: t('levels', { levels }) }));
    return (
      <Choice
        label={t('depth')}
        value={String(attributes.levels)}
        options={options}
        onChoose={(levels) => set('levels', Number(levels))}
      />
    );
  }
  const onDone = () => editor.commands.focus();
  if (name === 'decision') return <DecisionCard attributes={attributes} set={set} onDone={onDone} />;
  if (name === 'heading') {
    return (
      <Field
        label={t('minutes')}
        type="number"
        most={MOST_MINUTES}
        value={String(attributes.minutes ?? '')}
        onChange={(value) => set('minutes', typedNumber(value, { least: 1, most: MOST_MINUTES }))}
        onDone={onDone}
      />
    );
  }
  const isDate = name === 'date';
  return (
    <Field
      label={t(isDate ? 'date' : 'alt')}
      type={isDate ? 'date' : 'text'}
      value={String((isDate ? attributes.date : attributes.alt) ?? '')}
      onChange={(value) => {
        if (!isDate || value !== '') set(isDate ? 'date' : 'alt', value);
      }}
      onDone={onDone}
    />
  );
}

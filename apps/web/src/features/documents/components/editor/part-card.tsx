'use client';

import { CALLOUT_KINDS } from '@plenum/editor/schema/callout-kinds';
import { DIAGRAM_LANGUAGE, FORMULA_LANGUAGE } from '@plenum/editor/schema/formula';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import type { BubbleSubject } from './bubble-subject.ts';

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
  const isDate = name === 'date';
  return (
    <Field
      label={t(isDate ? 'date' : 'alt')}
      type={isDate ? 'date' : 'text'}
      value={String((isDate ? attributes.date : attributes.alt) ?? '')}
      onChange={(value) => {
        if (!isDate || value !== '') set(isDate ? 'date' : 'alt', value);
      }}
      onDone={() => editor.commands.focus()}
    />
  );
}

const INPUT = 'h-8 rounded-small border border-line-strong bg-paper px-2 text-small';

function Choice({
  label,
  value,
  options,
  onChoose,
}: {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChoose: (value: string) => void;
}) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={({ target }) => onChoose(target.value)}
      className={INPUT}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

/** What is typed is taken when it is left, so that it is one change. */
function Field({
  label,
  type,
  value,
  onChange,
  onDone,
}: {
  label: string;
  type: 'text' | 'date';
  value: string;
  onChange: (value: string) => void;
  onDone: () => void;
}) {
  const id = useId();
  const [typed, setTyped] = useState(value);
  const take = () => typed !== value && onChange(typed);
  return (
    <>
      <label htmlFor={id} className="px-2 text-ink-soft text-small">
        {label}
      </label>
      <input
        id={id}
        type={type}
        value={typed}
        maxLength={1000}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          // The arrows move within the field and not between the controls.
          event.stopPropagation();
          if (event.key !== 'Enter' && event.key !== 'Escape') return;
          event.preventDefault();
          if (event.key === 'Enter') take();
          onDone();
        }}
        className={`${INPUT} min-w-0`}
      />
    </>
  );
}

'use client';

import type { Alignment, Direction } from '@plenum/editor/schema/block-style';
import { COLOURS, type Colour } from '@plenum/editor/schema/colours';
import type { ChainedCommands, Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import {
  Baseline,
  ChevronDown,
  type LucideIcon,
  PilcrowLeft,
  PilcrowRight,
  Sigma,
  Subscript,
  Superscript,
  TextAlignCenter,
  TextAlignEnd,
  TextAlignJustify,
  TextAlignStart,
  TextInitial,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';
import { Button } from '#components/button.tsx';
import { IconButton } from '#components/icon-button.tsx';
import { Popover } from '#components/popover.tsx';

const ALIGNMENTS: readonly { name: Alignment | 'start'; icon: LucideIcon }[] = [
  { name: 'start', icon: TextAlignStart },
  { name: 'center', icon: TextAlignCenter },
  { name: 'end', icon: TextAlignEnd },
  { name: 'justify', icon: TextAlignJustify },
];

const DIRECTIONS: readonly { name: Direction | 'auto'; icon: LucideIcon }[] = [
  { name: 'auto', icon: TextInitial },
  { name: 'ltr', icon: PilcrowRight },
  { name: 'rtl', icon: PilcrowLeft },
];

const SHIFTS = [
  { name: 'superscript', icon: Superscript },
  { name: 'subscript', icon: Subscript },
  { name: 'formula', icon: Sigma },
] as const;

/** How text looks beyond what is used all the time: colours, height, place and direction. */
export function FormatMenu({ editor }: { editor: Editor }) {
  const t = useTranslations('documents.page.format');
  const id = useId();
  const now = useEditorState({ editor, selector: () => formatOf(editor) });
  const apply = (change: (chain: ChainedCommands) => ChainedCommands) => () =>
    change(editor.chain().focus()).run();
  return (
    <>
      <Button
        look="quiet"
        size="small"
        popoverTarget={id}
        aria-label={t('menu')}
        title={t('menu')}
        onMouseDown={(event) => event.preventDefault()}
      >
        <Baseline aria-hidden size={18} />
        <ChevronDown aria-hidden size={14} />
      </Button>
      <Popover id={id} label={t('menu')}>
        <div className="flex flex-col gap-3 p-2">
          <Row label={t('textColour')}>
            <Swatches
              kind="text"
              current={now.textColour}
              onChoose={(colour) => apply((chain) => chain.setTextColour(colour))}
            />
          </Row>
          <Row label={t('highlight')}>
            <Swatches
              kind="ground"
              current={now.highlight}
              onChoose={(colour) => apply((chain) => chain.setHighlight(colour))}
            />
          </Row>
          <Row label={t('height')}>
            {SHIFTS.map(({ name, icon }) => (
              <Choice
                key={name}
                icon={icon}
                label={t(name)}
                isChosen={now.marks.includes(name)}
                onClick={apply((chain) => chain.toggleMark(name))}
              />
            ))}
          </Row>
          <Row label={t('alignment')}>
            {ALIGNMENTS.map(({ name, icon }) => (
              <Choice
                key={name}
                icon={icon}
                label={t(`align.${name}`)}
                isChosen={now.align === name}
                onClick={apply((chain) => chain.setAlignment(name === 'start' ? null : name))}
              />
            ))}
          </Row>
          <Row label={t('direction')}>
            {DIRECTIONS.map(({ name, icon }) => (
              <Choice
                key={name}
                icon={icon}
                label={t(`dir.${name}`)}
                isChosen={now.dir === name}
                onClick={apply((chain) => chain.setDirection(name === 'auto' ? null : name))}
              />
            ))}
          </Row>
        </div>
      </Popover>
    </>
  );
}

function formatOf(editor: Editor) {
  const block = editor.state.selection.$from.parent.attrs;
  return {
    textColour: editor.getAttributes('textColour').colour ?? null,
    highlight: editor.getAttributes('highlight').colour ?? null,
    marks: SHIFTS.map(({ name }) => name).filter((name) => editor.isActive(name)),
    align: block.align ?? 'start',
    dir: block.dir ?? 'auto',
  };
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="text-ink-soft text-small">{label}</legend>
      <div className="flex gap-1">{children}</div>
    </fieldset>
  );
}

function Choice({
  icon,
  label,
  isChosen,
  onClick,
}: {
  icon: LucideIcon;
  label: string;
  isChosen: boolean;
  onClick: () => void;
}) {
  return (
    <IconButton
      icon={icon}
      label={label}
      aria-pressed={isChosen}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    />
  );
}

function Swatches({
  kind,
  current,
  onChoose,
}: {
  kind: 'text' | 'ground';
  current: string | null;
  onChoose: (colour: Colour | null) => () => void;
}) {
  const t = useTranslations('documents.page.format.colours');
  return [null, ...COLOURS].map((colour) => (
    <button
      key={colour}
      type="button"
      aria-label={t(colour ?? 'none')}
      title={t(colour ?? 'none')}
      aria-pressed={current === colour}
      data-kind={kind}
      data-swatch={colour ?? 'none'}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose(colour)}
      className="swatch"
    >
      <span aria-hidden>A</span>
    </button>
  ));
}

'use client';

import type { ChainedCommands, Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import {
  BetweenHorizontalEnd,
  BetweenHorizontalStart,
  BetweenVerticalEnd,
  BetweenVerticalStart,
  ChevronDown,
  type LucideIcon,
  PanelLeft,
  PanelTop,
  Table,
  TableCellsMerge,
  TableCellsSplit,
  TableColumnsSplit,
  TableRowsSplit,
  Trash2,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Fragment, useId } from 'react';
import { Button } from '#components/button.tsx';
import { MenuButton, MenuDivider } from '#components/menu.tsx';
import { Popover } from '#components/popover.tsx';

type TableAction =
  | 'rowAbove'
  | 'rowBelow'
  | 'columnBefore'
  | 'columnAfter'
  | 'headerRow'
  | 'headerColumn'
  | 'merge'
  | 'split'
  | 'deleteRow'
  | 'deleteColumn'
  | 'deleteTable';

interface TableChange {
  name: TableAction;
  icon: LucideIcon;
  apply(chain: ChainedCommands): ChainedCommands;
  /** Whether it can be done to what is selected; without it, always. */
  isPossible?(editor: Editor): boolean;
}

const GROUPS: readonly (readonly TableChange[])[] = [
  [
    { name: 'rowAbove', icon: BetweenHorizontalStart, apply: (chain) => chain.addRowBefore() },
    { name: 'rowBelow', icon: BetweenHorizontalEnd, apply: (chain) => chain.addRowAfter() },
    { name: 'columnBefore', icon: BetweenVerticalStart, apply: (chain) => chain.addColumnBefore() },
    { name: 'columnAfter', icon: BetweenVerticalEnd, apply: (chain) => chain.addColumnAfter() },
    { name: 'headerRow', icon: PanelTop, apply: (chain) => chain.toggleHeaderRow() },
    { name: 'headerColumn', icon: PanelLeft, apply: (chain) => chain.toggleHeaderColumn() },
  ],
  [
    {
      name: 'merge',
      icon: TableCellsMerge,
      apply: (chain) => chain.mergeCells(),
      isPossible: (editor) => editor.can().mergeCells(),
    },
    {
      name: 'split',
      icon: TableCellsSplit,
      apply: (chain) => chain.splitCell(),
      isPossible: (editor) => editor.can().splitCell(),
    },
  ],
  [
    { name: 'deleteRow', icon: TableRowsSplit, apply: (chain) => chain.deleteRow() },
    { name: 'deleteColumn', icon: TableColumnsSplit, apply: (chain) => chain.deleteColumn() },
    { name: 'deleteTable', icon: Trash2, apply: (chain) => chain.deleteTable() },
  ],
];

/** What can be done to the table at the cursor. */
export function TableMenu({ editor }: { editor: Editor }) {
  const t = useTranslations('documents.page.table');
  const id = useId();
  const possible = useEditorState({
    editor,
    selector: () =>
      GROUPS.flat().flatMap(({ name, isPossible }) => (isPossible?.(editor) === false ? [] : [name])),
  });
  const groups = GROUPS.map((group) => group.filter(({ name }) => possible.includes(name)));
  return (
    <>
      <Button look="quiet" size="small" popoverTarget={id} onMouseDown={(event) => event.preventDefault()}>
        <Table aria-hidden size={16} />
        {t('menu')}
        <ChevronDown aria-hidden size={14} />
      </Button>
      <Popover id={id} label={t('menu')}>
        {groups.map((group, index) => (
          <Fragment key={GROUPS[index]?.[0]?.name}>
            {index > 0 && group.length > 0 && <MenuDivider />}
            {group.map(({ name, icon, apply }) => (
              <MenuButton
                key={name}
                icon={icon}
                popoverTarget={id}
                popoverTargetAction="hide"
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => apply(editor.chain().focus()).run()}
              >
                {t(name)}
              </MenuButton>
            ))}
          </Fragment>
        ))}
      </Popover>
    </>
  );
}

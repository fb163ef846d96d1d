'use client';

import type { ChainedCommands, Editor } from '@tiptap/core';
import {
  BetweenHorizontalEnd,
  BetweenHorizontalStart,
  BetweenVerticalEnd,
  BetweenVerticalStart,
  ChevronDown,
  type LucideIcon,
  PanelTop,
  Table,
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
  | 'deleteRow'
  | 'deleteColumn'
  | 'deleteTable';

interface TableChange {
  name: TableAction;
  icon: LucideIcon;
  apply(chain: ChainedCommands): ChainedCommands;
}

const GROUPS: readonly (readonly TableChange[])[] = [
  [
    { name: 'rowAbove', icon: BetweenHorizontalStart, apply: (chain) => chain.addRowBefore() },
    { name: 'rowBelow', icon: BetweenHorizontalEnd, apply: (chain) => chain.addRowAfter() },
    { name: 'columnBefore', icon: BetweenVerticalStart, apply: (chain) => chain.addColumnBefore() },
    { name: 'columnAfter', icon: BetweenVerticalEnd, apply: (chain) => chain.addColumnAfter() },
    { name: 'headerRow', icon: PanelTop, apply: (chain) => chain.toggleHeaderRow() },
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
  return (
    <>
      <Button look="quiet" size="small" popoverTarget={id} onMouseDown={(event) => event.preventDefault()}>
        <Table aria-hidden size={16} />
        {t('menu')}
        <ChevronDown aria-hidden size={14} />
      </Button>
      <Popover id={id} label={t('menu')}>
        {GROUPS.map((group, index) => (
          <Fragment key={group[0]?.name}>
            {index > 0 && <MenuDivider />}
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

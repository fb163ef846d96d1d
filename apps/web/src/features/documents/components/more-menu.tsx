'use client';

import {
  CopyPlus,
  Ellipsis,
  Eye,
  FileDown,
  FileOutput,
  FileText,
  Focus,
  FolderInput,
  FolderTree,
  Globe,
  Highlighter,
  History,
  Keyboard,
  LayoutTemplate,
  Link2,
  ListOrdered,
  Lock,
  LockOpen,
  type LucideIcon,
  MessageSquare,
  MessagesSquare,
  Paperclip,
  Pencil,
  Presentation,
  Printer,
  Star,
  StarOff,
  Tag,
  TextSearch,
  Trash2,
  UnfoldHorizontal,
  UsersRound,
  WholeWord,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';
import { FormProblem } from '#components/form-problem.tsx';
import { IconButton } from '#components/icon-button.tsx';
import { MenuButton, MenuDivider, MenuDownload, MenuLink, MenuRoute } from '#components/menu.tsx';
import { Popover } from '#components/popover.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import {
  documentAboutPath,
  documentAccessPath,
  documentChatPath,
  documentCommentsPath,
  documentContributorsPath,
  documentExportPath,
  documentFilesPath,
  documentHistoryPath,
  documentLinksPath,
  documentMovePath,
  documentPlacePath,
  documentPublicPath,
  documentTemplatePath,
  exportFilePath,
  presentPath,
} from '#lib/paths.ts';
import { duplicateDocument, freezeDocument, setFavourite, trashDocument } from '../actions.ts';
import type { DialogName } from './editor/editor-dialogs.tsx';
import type { ViewPreference } from './view-preferences.ts';

const FORMATS = [
  { format: 'markdown', icon: FileDown },
  { format: 'docx', icon: FileText },
] as const;

const DIALOGS = [
  { name: 'find', icon: TextSearch },
  { name: 'counts', icon: WholeWord },
  { name: 'shortcuts', icon: Keyboard },
] as const;

const VIEW_ICONS = [
  { name: 'wide', icon: UnfoldHorizontal },
  { name: 'lines', icon: ListOrdered },
  { name: 'focus', icon: Focus },
] as const satisfies { name: ViewPreference; icon: LucideIcon }[];

/** Everything else that can be done with the document. `onRename` for those who may rename it and throw it away. */
export function MoreMenu({
  documentId,
  returnTo,
  canMove,
  isFavourite,
  isFrozen,
  view,
  onView,
  onRename,
  onDialog,
  authors,
  rows,
}: {
  documentId: string;
  returnTo: string;
  /** May move it into another workspace. */
  canMove: boolean;
  isFavourite: boolean;
  /** Nobody writes in it. */
  isFrozen: boolean;
  view: readonly ViewPreference[];
  onView: (view: ViewPreference[]) => void;
  onRename?: () => void;
  /** Asks for something about the text; undefined while there is no editor. */
  onDialog?: (name: DialogName) => void;
  /** Colours the text by who wrote it; null where that is not to be seen. */
  authors: { shown: boolean; onToggle: () => void } | null;
  /** What stands in the place of the formats of a text. */
  rows?: ReactNode;
}) {
  const t = useTranslations('documents.page.more');
  const tView = useTranslations('documents.page.view');
  const id = useId();
  const close = { popoverTarget: id, popoverTargetAction: 'hide' } as const;
  return (
    <span>
      <IconButton icon={Ellipsis} label={t('menu')} popoverTarget={id} />
      <Popover id={id} label={t('menu')} align="end">
        <div className="needs-scripting">
          {onRename && (
            <MenuButton icon={Pencil} {...close} onClick={onRename}>
              {t('rename')}
            </MenuButton>
          )}
          {onDialog &&
            DIALOGS.map(({ name, icon }) => (
              <MenuButton key={name} icon={icon} {...close} onClick={() => onDialog(name)}>
                {t(name)}
              </MenuButton>
            ))}
          {authors && (
            <MenuButton icon={Highlighter} {...close} onClick={authors.onToggle}>
              {t(authors.shown ? 'hideAuthors' : 'showAuthors')}
            </MenuButton>
          )}
          {VIEW_ICONS.map(({ name, icon }) => {
            const isOn = view.includes(name);
            const next = isOn ? view.filter((one) => one !== name) : [...view, name];
            return (
              <MenuButton key={name} icon={icon} aria-pressed={isOn} {...close} onClick={() => onView(next)}>
                {tView(name)}
              </MenuButton>
            );
          })}
          <MenuButton icon={Printer} {...close} onClick={() => window.print()}>
            {t('print')}
          </MenuButton>
          <MenuDivider />
        </div>
        <ActionRow
          action={setFavourite}
          fields={{ documentId, isFavourite: String(!isFavourite) }}
          icon={isFavourite ? StarOff : Star}
          label={t(isFavourite ? 'unfavourite' : 'favourite')}
        />
        <MenuRoute icon={Presentation} href={presentPath(documentId)}>
          {t('present')}
        </MenuRoute>
        <MenuLink icon={Tag} href={documentAboutPath(documentId)}>
          {t('about')}
        </MenuLink>
        <MenuLink icon={Eye} href={documentAccessPath(documentId)}>
          {t('access')}
        </MenuLink>
        <MenuLink icon={MessageSquare} href={documentCommentsPath(documentId)}>
          {t('comments')}
        </MenuLink>
        <MenuLink icon={MessagesSquare} href={documentChatPath(documentId)}>
          {t('chat')}
        </MenuLink>
        <MenuLink icon={Link2} href={documentLinksPath(documentId)}>
          {t('links')}
        </MenuLink>
        <MenuLink icon={Paperclip} href={documentFilesPath(documentId)}>
          {t('files')}
        </MenuLink>
        {onRename && (
          <>
            <MenuLink icon={Globe} href={documentPublicPath(documentId)}>
              {t('public')}
            </MenuLink>
            <MenuLink icon={History} href={documentHistoryPath(documentId)}>
              {t('history')}
            </MenuLink>
            <MenuLink icon={UsersRound} href={documentContributorsPath(documentId)}>
              {t('contributors')}
            </MenuLink>
          </>
        )}
        <MenuDivider />
        {rows ||
          FORMATS.map(({ format, icon }) => (
            <MenuDownload key={format} icon={icon} href={exportFilePath(documentId, format)}>
              {t(`export.${format}`)}
            </MenuDownload>
          ))}
        <MenuLink icon={FileOutput} href={documentExportPath(documentId)}>
          {t('export.more')}
        </MenuLink>
        <MenuDivider />
        <MenuLink icon={LayoutTemplate} href={documentTemplatePath(documentId)}>
          {t('saveAsTemplate')}
        </MenuLink>
        {onRename && (
          <>
            <MenuLink icon={FolderTree} href={documentPlacePath(documentId)}>
              {t('place')}
            </MenuLink>
            <ActionRow
              action={freezeDocument}
              fields={{ documentId, isFrozen: String(!isFrozen) }}
              icon={isFrozen ? LockOpen : Lock}
              label={t(isFrozen ? 'unfreeze' : 'freeze')}
            />
            <ActionRow
              action={duplicateDocument}
              fields={{ documentId }}
              icon={CopyPlus}
              label={t('duplicate')}
            />
            {canMove && (
              <MenuLink icon={FolderInput} href={documentMovePath(documentId)}>
                {t('move')}
              </MenuLink>
            )}
            <TrashRow documentId={documentId} returnTo={returnTo} />
          </>
        )}
      </Popover>
    </span>
  );
}

/** A row that does something at once. */
function ActionRow({
  action,
  fields,
  icon,
  label,
}: {
  action: typeof setFavourite;
  fields: Record<string, string>;
  icon: LucideIcon;
  label: string;
}) {
  const form = useForm(action);
  return (
    <form {...form.props}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <FormProblem state={form.state} />
      <MenuButton icon={icon} type="submit" disabled={form.pending}>
        {label}
      </MenuButton>
    </form>
  );
}

function TrashRow({ documentId, returnTo }: { documentId: string; returnTo: string }) {
  const t = useTranslations('documents.page.more');
  const id = useId();
  const form = useForm(trashDocument);
  return (
    <>
      <MenuButton icon={Trash2} popoverTarget={id}>
        {t('trash')}
      </MenuButton>
      <Popover id={id} label={t('trash')} align="end">
        <form {...form.props} className="flex flex-col gap-3 p-2">
          <p>{t('trashQuestion')}</p>
          <input type="hidden" name="documentId" value={documentId} />
          <input type="hidden" name="returnTo" value={returnTo} />
          <FormProblem state={form.state} />
          <SubmitButton size="small" pending={form.pending}>
            {t('trash')}
          </SubmitButton>
        </form>
      </Popover>
    </>
  );
}

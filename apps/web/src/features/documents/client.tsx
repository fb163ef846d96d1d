'use client';

import type { DocumentCard } from '@plenum/domain/documents/types';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import type { Editor } from '@tiptap/core';
import { useTranslations } from 'next-intl';
import {
  type ComponentProps,
  Fragment,
  type ReactNode,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import { Badge } from '#components/badge.tsx';
import { Main } from '#components/frame/main.tsx';
import type { Opener } from '#lib/collab/connection.ts';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import { hold } from '#lib/collab/only-here.ts';
import { useLiveDocument, useLivePart } from '#lib/collab/use-live-document.ts';
import { DeviceCopy, NoCopy } from '#lib/device/local-copy.ts';
import { late } from '#lib/late.tsx';
import { documentPath } from '#lib/paths.ts';
import { OpenDocumentProvider, useBeside } from './components/beside/open-document.tsx';
import { PANELS, type Panels } from './components/beside/panels.ts';
import { DocumentBar } from './components/document-bar.tsx';
import { type DialogName, EditorDialogs } from './components/editor/editor-dialogs.tsx';
import { ReadingView } from './components/editor/reading-view.tsx';
import { TextEditor } from './components/editor/text-editor.tsx';
import { Toolbar } from './components/editor/toolbar.tsx';
import { EndNotice } from './components/end-notice.tsx';
import { TitleField } from './components/title-field.tsx';
import { useEditorKeys } from './components/use-editor-keys.ts';
import { useFileTaker } from './components/use-file-taker.ts';
import { useFileUrl } from './components/use-file-url.ts';
import { useFreshPage } from './components/use-fresh-page.ts';
import { useHelpKey } from './components/use-help-key.ts';
import { useSharedTitle } from './components/use-shared-title.ts';
import { useShownTitle } from './components/use-shown-title.ts';
import { useUnderway } from './components/use-underway.ts';
import { useView } from './components/use-view.ts';
import type { ViewPreference } from './components/view-preferences.ts';

// What isn't needed for the first letter comes after it, and a dialog when it is asked for.
const Tools = late(async () => (await import('./components/editor/tools.tsx')).Tools);
const Bubble = late(async () => (await import('./components/editor/bubble.tsx')).Bubble);
const CompletionMenu = late(
  async () => (await import('./components/editor/completions/completion-menu.tsx')).CompletionMenu,
);
const FileUploads = late(async () => (await import('./components/editor/file-uploads.tsx')).FileUploads);
const BlockHandle = late(async () => (await import('./components/editor/block-handle.tsx')).BlockHandle);
const AsideNotice = late(async () => (await import('./components/rescue/aside-notice.tsx')).AsideNotice);
const AuthorLegend = late(async () => (await import('./components/editor/author-legend.tsx')).AuthorLegend);

/** A document as a member or a guest reads it and, with the right to, writes in it together with others. */
export function DocumentPage({
  document: { id, title },
  workspace,
  above = [],
  me,
  opener,
  rights,
  html,
  isWhole = true,
  isNew,
  toolbarShown,
  view: keptView = [],
  keeps,
  share,
  panels,
  isFavourite = false,
  isFrozen = false,
  isTemplate = false,
  notice,
  about,
  isOffline = false,
  body,
  below,
  menuRows,
}: {
  document: Pick<DocumentCard, 'id' | 'title'>;
  /** Null for a guest, who sees nothing of it. */
  workspace: Pick<WorkspaceCard, 'id' | 'name' | 'slug'> | null;
  /** The way to it in its workspace. */
  above?: ComponentProps<typeof DocumentBar>['above'];
  me: { id: string; name: string; colour: number };
  opener: Opener;
  rights: { canWrite: boolean; canOrganise: boolean; canMove?: boolean };
  /** The text as the server read it; its beginning alone where it is not whole. */
  html: string;
  isWhole?: boolean;
  /** It was made a moment ago, so that the cursor belongs into its text. */
  isNew: boolean;
  toolbarShown: boolean;
  view?: readonly ViewPreference[];
  /** Whether this browser keeps documents. */
  keeps: boolean;
  /** The button that shares the document; null without the right to. */
  share: ReactNode;
  /** What stands beside the text. */
  panels: Panels;
  isFavourite?: boolean;
  /** Nobody writes in it. */
  isFrozen?: boolean;
  /** Other documents are begun from it. */
  isTemplate?: boolean;
  /** What is to be known before one reads. */
  notice?: ReactNode;
  /** What it is about, below its title. */
  about?: ReactNode;
  /** The page came from this device, without the server. */
  isOffline?: boolean;
  /** What stands in the place of a text, within `useOpenDocument`: a list of tasks. */
  body?: ReactNode;
  /** What stands below the text, and helps to write it: it comes once somebody reads on, or writes. */
  below?: ReactNode;
  /** What its menu has in the place of the formats of a text. */
  menuRows?: ReactNode;
}) {
  const t = useTranslations('documents.page');
  const { live, round, renew } = useLiveDocument({
    documentId: id,
    opener,
    canWrite: rights.canWrite,
    isOffline,
    makeCopy: () =>
      keeps && workspace
        ? new DeviceCopy({
            owner: me,
            document: id,
            about: { title, workspace, mayWrite: rights.canWrite, isList: Boolean(body) },
          })
        : new NoCopy(),
    onLost: (lost) =>
      workspace !== null && hold({ ...lost, title: sharedTitle.title, workspaceId: workspace.id }),
  });
  const link = useLivePart(live, { select: (state) => state.link, otherwise: CONNECTING });
  const mayWrite = useLivePart(live, { select: (state) => state.mayWrite, otherwise: rights.canWrite });
  const hasAside = useLivePart(live, { select: (state) => state.hasAside, otherwise: false });
  const ended = link.kind === 'ended';
  const writing = mayWrite && !ended;
  const [editor, setEditor] = useState<Editor | null>(null);
  // Only the first editor puts the cursor into the text: one that takes its place would put it somewhere else.
  const [begun, setBegun] = useState(false);
  if (!begun && editor) setBegun(true);
  // Where access has just changed, the editor may still be the one from before.
  const writer = writing && editor?.isEditable ? editor : null;
  const { isUnderway: underway, hasBegun } = useUnderway(editor);
  const [toolbarOn, setToolbarOn] = useState(toolbarShown);
  const [view, show] = useView(keptView);
  const [authorsShown, setAuthorsShown] = useState(false);
  const beside = useBeside();
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const titleField = useRef<HTMLTextAreaElement>(null);
  const toolbar = useRef<HTMLDivElement>(null);
  const bubble = useRef<HTMLDivElement>(null);
  const toolbarToggle = useRef<HTMLButtonElement>(null);

  useFreshPage({ accessChanged: mayWrite !== rights.canWrite, round, isOffline });

  // What has been in step once, or came from this device, stays on the screen, whatever becomes of the connection.
  const [started, setStarted] = useState<LiveDocument | null>(null);
  if (started !== live && (link.kind === 'live' || link.kind === 'offline')) setStarted(live);

  const token = 'share' in opener ? opener.share : undefined;
  const fileUrl = useFileUrl(id, token);
  const { files, uploads, isWanted: uploadsWanted } = useFileTaker();
  const shownPanels = isOffline ? [] : PANELS.filter((panel) => panels[panel]);
  const hasComments = shownPanels.includes('comments');
  useHelpKey(useCallback(() => setDialog('shortcuts'), []));
  const closeDialog = () => {
    setDialog(null);
    // Whatever else is opened by a button gives the focus back to it.
    if (dialog === 'link') editor?.commands.focus();
  };
  const keys = useEditorKeys({
    tools: { bubble, toolbar, toggle: toolbarToggle },
    onDialog: setDialog,
    onComment: hasComments ? beside.ask : null,
  });
  const sharedTitle = useSharedTitle(live, { id, title });
  const shownTitle = useShownTitle(sharedTitle.title);
  useEffect(() => (editor ? live?.onShown() : undefined), [editor, live]);
  useEffect(() => live?.describe({ title: sharedTitle.title }), [live, sharedTitle.title]);

  // What stands beside the text begins with its editor, and sooner than it would when it is asked for.
  const hasBeside = underway || beside.shown !== null || beside.asked;
  return (
    <OpenDocumentProvider
      value={{
        documentId: id,
        workspaceId: workspace?.id ?? null,
        me,
        token,
        live,
        editor: hasBeside ? editor : null,
        ...beside,
      }}
    >
      <div
        className={`flex min-w-0 flex-1 flex-col ${beside.shown ? 'max-md:pb-[60dvh] md:pe-84' : ''}`}
        data-wide={view.includes('wide') || undefined}
        data-lines={view.includes('lines') || undefined}
        data-focus={view.includes('focus') || undefined}
        // Said before the top bar, which has another look for it: a page may be shown as far as it has come.
        data-takes-bottom={(writing && !body) || undefined}
      >
        <DocumentBar
          document={{ id, title: shownTitle.title }}
          workspace={workspace}
          above={above}
          me={me}
          live={live}
          editor={editor}
          toolbar={writing && !body ? { ref: toolbarToggle, on: toolbarOn, onChange: setToolbarOn } : null}
          panels={shownPanels}
          share={!ended && share}
          menu={
            isOffline
              ? null
              : {
                  canMove: rights.canMove ?? false,
                  isFavourite,
                  isFrozen,
                  rows: menuRows,
                  authors:
                    rights.canOrganise && editor
                      ? { shown: authorsShown, onToggle: () => setAuthorsShown(!authorsShown) }
                      : null,
                  view,
                  onView: show,
                  ...(editor && { onDialog: setDialog }),
                  ...(rights.canOrganise && { onRename: () => titleField.current?.select() }),
                }
          }
        />
        {writing && !body && (
          <Toolbar shown={toolbarOn}>
            {writer && (toolbarOn || underway) && (
              <Tools
                ref={toolbar}
                editor={writer}
                documentPath={workspace && documentPath(id)}
                onLink={keys.link}
              />
            )}
          </Toolbar>
        )}
        <Main>
          {hasAside && workspace && <AsideNotice documentId={id} workspaceId={workspace.id} />}
          <EndNotice
            live={live}
            editor={editor}
            document={{ id, title: sharedTitle.title }}
            workspaceId={workspace?.id ?? null}
            onForgotten={renew}
          />
          {notice}
          {isTemplate && (
            <div className="mb-2">
              <Badge>{t('template')}</Badge>
            </div>
          )}
          <TitleField
            ref={titleField}
            documentId={id}
            title={sharedTitle.title}
            canRename={rights.canOrganise}
            onShow={shownTitle.show}
            onSaved={sharedTitle.show}
            onEnter={() => editor?.commands.focus('start')}
          />
          {about}
          {authorsShown && live && editor && rights.canOrganise && (
            <AuthorLegend live={live} editor={editor} documentId={id} me={me} />
          )}
          {body ||
            (live && started === live ? (
              <TextEditor
                live={live}
                me={me}
                mayWrite={mayWrite}
                locked={ended}
                outdated={ended && link.why === 'outdated'}
                html={html}
                isWhole={isWhole}
                startWriting={isNew && !begun}
                keys={keys}
                fileUrl={fileUrl}
                files={files}
                documentId={id}
                workspaceId={workspace?.id ?? null}
                onEditor={setEditor}
              />
            ) : (
              <ReadingView html={html} isWhole={isWhole} />
            ))}
          {editor && underway && below}
          {writer && (underway || uploadsWanted) && (
            <FileUploads ref={uploads} editor={writer} documentId={id} token={token} />
          )}
          {writer && underway && (
            <>
              <CompletionMenu editor={writer} />
              <BlockHandle editor={writer} documentPath={workspace && documentPath(id)} />
              <Bubble
                ref={bubble}
                editor={writer}
                quiet={toolbarOn}
                hasBegun={hasBegun}
                documentId={workspace && id}
                onLink={keys.link}
                {...(hasComments && { onComment: beside.ask })}
              />
            </>
          )}
          {editor && (
            <EditorDialogs shown={dialog} editor={editor} mayWrite={writer !== null} onClose={closeDialog} />
          )}
        </Main>
      </div>
      {shownPanels.map((panel) => (
        <Fragment key={panel}>{panels[panel]}</Fragment>
      ))}
    </OpenDocumentProvider>
  );
}

const CONNECTING = { kind: 'connecting' } as const;

import type { AttachmentId, DocumentId, GroupId, TransferJobId, WorkspaceId } from '@plenum/domain/ids';
import type { PictureWidth } from '@plenum/domain/picture-widths';
import type { SearchHit } from '@plenum/domain/search/types';

/** Where people sign in. */
export const SIGN_IN_PATH = '/sign-in';

/** Where whoever has given their password gives a code. */
export const SECOND_STEP_PATH = '/sign-in/code';

/** Where a form is sent to sign out. */
export const SIGN_OUT_PATH = '/sign-out';

/** Where somebody sets up their account. */
export const SETTINGS_PATH = '/settings';

/** What somebody is to learn, and what they watch. */
export const INBOX_PATH = '/inbox';

/** The tasks that somebody has, in all workspaces. */
export const MY_TASKS_PATH = '/tasks';
export const WATCHED_PATH = '/inbox/watched';

/** Where somebody has calendar programs read what they have to do. */
export const MY_CALENDAR_PATH = '/tasks/calendar';

/** Tasks for a calendar program, by the secret; as events for one that shows no tasks. */
export function taskFeedPath(token: string, form: 'tasks' | 'events'): string {
  return `/feeds/tasks/${token}.ics${form === 'events' ? '?as=events' : ''}`;
}

/** Somebody's inbox as a feed, by its secret. */
export function feedPath(token: string): string {
  return `/feeds/${token}`;
}

/** Where whoever has a letter agrees to letters and ends them, by its secret. */
export function letterPath(token: string): string {
  return `${INBOX_PATH}/mail/${token}`;
}

/** Where somebody gets all that is theirs. */
export const OWN_EXPORT_PATH = '/settings/export';

/** Where a page asks which of the documents on this device may still be read. */
export const READABLE_PATH = '/readable';

/** What this device keeps; the page that stands in for others without a network. */
export const OFFLINE_PATH = '/offline';

/** Where the first visitor sets the instance up. */
export const SETUP_PATH = '/setup';

/** Where somebody makes an account without an invitation. */
export const SIGN_UP_PATH = '/sign-up';

/** Where somebody starts a pad without an account. */
export const NEW_PAD_PATH = '/new-pad';

/** Where a workspace is made. */
export const NEW_WORKSPACE_PATH = '/new-workspace';

/** Where a sign-in starts: next-auth's route gives the browser its CSRF cookie and sends it on to the form. */
export function signInStart(returnTo: string): string {
  return `/api/auth/signin?callbackUrl=${encodeURIComponent(returnTo)}`;
}

/** A workspace's documents. */
export function workspacePath(slug: string): string {
  return `/w/${encodeURIComponent(slug)}`;
}

/** The exact place of something that was found. */
export function foundPath({
  kind,
  documentId,
  partId,
  blockId,
}: Pick<SearchHit, 'kind' | 'documentId' | 'partId' | 'blockId'>): string {
  if (kind === 'comment' && partId !== null) return documentCommentsPath(documentId);
  if (kind === 'attachment' && partId !== null) return documentFilesPath(documentId);
  return blockId === null ? documentPath(documentId) : blockPath(documentId, blockId);
}

/** The same for a text that does not know its workspace's address. */
export function namedPagePath(from: DocumentId, name: string): string {
  return `${documentPath(from)}/to?${new URLSearchParams({ name })}`;
}

/** Where a file is sent that is to come in. */
export function sendTransferPath(id: WorkspaceId): string {
  return `/api/transfers/${id}`;
}

/** The file that something has become. */
export function transferFilePath(id: WorkspaceId, transfer: TransferJobId): string {
  return `${sendTransferPath(id)}/${transfer}`;
}

/** The exact place of a block in a document. */
export function blockPath(id: DocumentId, blockId: string): string {
  return `${documentPath(id)}#block-${blockId}`;
}

/** Where the meeting of a document is closed, or its minutes opened again. */
export function documentClosingPath(id: DocumentId): string {
  return `${documentPath(id)}/close`;
}

/** The groups that somebody is in. */
export const GROUPS_PATH = '/groups';

/** A group. */
export function groupPath(id: GroupId): string {
  return `${GROUPS_PATH}/${id}`;
}

/** What a group has written in a workspace, as an archive. */
export function groupExportPath(id: GroupId, workspaceId: WorkspaceId): string {
  return `${groupPath(id)}/export?${new URLSearchParams({ workspace: workspaceId })}`;
}

/** The workspaces that let strangers know of them. */
export const FIND_WORKSPACES_PATH = '/workspaces';

/** A document. */
export function documentPath(id: DocumentId): string {
  return `/d/${id}`;
}

/** Where somebody has calendar programs read a list of tasks. */
export function documentCalendarPath(id: DocumentId): string {
  return `${documentPath(id)}/calendar`;
}

/** Where a list of tasks is used again, for another day. */
export function documentAgainPath(id: DocumentId): string {
  return `${documentPath(id)}/again`;
}

/** Who can see a document. */
export function documentAccessPath(id: DocumentId): string {
  return `${documentPath(id)}/access`;
}

/** A document's place in the wiki. */
export function documentPlacePath(id: DocumentId): string {
  return `${documentPath(id)}/place`;
}

/** What is said of a document beside its text, and what one hears of it. */
export function documentAboutPath(id: DocumentId): string {
  return `${documentPath(id)}/about`;
}

/** The documents that lead to a document. */
export function documentLinksPath(id: DocumentId): string {
  return `${documentPath(id)}/links`;
}

/** Where a document is moved into another workspace. */
export function documentMovePath(id: DocumentId): string {
  return `${documentPath(id)}/move`;
}

/** Where a document's text is kept as a template. */
export function documentTemplatePath(id: DocumentId): string {
  return `${documentPath(id)}/template`;
}

/**
 * A document's past, or one point of it; `since` has it compared with an earlier one, `author` lists the edits of one alone, `before`
 * those before a page.
 */
export function documentHistoryPath(
  id: DocumentId,
  point: { at?: number; since?: number; author?: string | undefined; before?: number } = {},
): string {
  const said = Object.entries(point).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  const query = said.length > 0 ? `?${new URLSearchParams(said)}` : '';
  return `${documentPath(id)}/history${query}`;
}

/** What people say about places in a document's text. */
export function documentCommentsPath(id: DocumentId): string {
  return `${documentPath(id)}/comments`;
}

/** What is said in the chat beside a document. */
export function documentChatPath(id: DocumentId): string {
  return `${documentPath(id)}/chat`;
}

/** A document as slides. */
export function presentPath(id: DocumentId): string {
  return `${documentPath(id)}/present`;
}

/** A document that a share link leads to, as slides; without an id the first one. */
export function sharedPresentPath(token: string, id: DocumentId | null): string {
  return `${id === null ? sharePath(token) : sharedDocumentPath(token, id)}/present`;
}

/** Who wrote how much of a document. */
export function documentContributorsPath(id: DocumentId): string {
  return `${documentPath(id)}/authors`;
}

/** The attachments of a document. */
export function documentFilesPath(id: DocumentId): string {
  return `${documentPath(id)}/files`;
}

/** Where another file is put in the place of an attachment. */
export function replaceFilePath(documentId: DocumentId, id: AttachmentId): string {
  return `${documentFilesPath(documentId)}?replace=${id}`;
}

/** Where a document is read: by whoever may, by the token of a share link, or by the public at the address of a publication. */
export interface ReadingPlace {
  documentId: DocumentId;
  token?: string;
  slug?: string;
}

/** An attachment as it is reached where its document is read. What comes from a text may be no id, so it is encoded. */
export function attachmentPath({ documentId, token, slug }: ReadingPlace, id: AttachmentId): string {
  const name = encodeURIComponent(id);
  if (token !== undefined) return `${sharedDocumentPath(token, documentId)}/${name}`;
  if (slug !== undefined) return `${publicPath(slug)}/files/${documentId}/${name}`;
  return `${documentFilesPath(documentId)}/${name}`;
}

/** The picture of a path in a width. */
export function inWidthPath(path: string, width: PictureWidth): string {
  return `${path}?width=${width}`;
}

/** Where files for a document are sent, also one that takes another's place. */
export function uploadPath(id: DocumentId, replaces?: AttachmentId): string {
  return replaces === undefined ? `/api/files/${id}` : `/api/files/${id}?replaces=${replaces}`;
}

/** Where a large file for a document is begun. */
export function partsPath(id: DocumentId): string {
  return `${uploadPath(id)}/parts`;
}

/** Where its parts are sent. */
export function partPath(documentId: DocumentId, id: AttachmentId): string {
  return `${partsPath(documentId)}/${id}`;
}

/** What a document can be had as. */
export function documentExportPath(id: DocumentId): string {
  return `${documentPath(id)}/export`;
}

/** A document as a page to print. */
export function printPath(id: DocumentId): string {
  return `${documentPath(id)}/print`;
}

/** A document as a file. */
export function exportFilePath(id: DocumentId, format: string): string {
  return `/api/v1/documents/${id}/export?${new URLSearchParams({ format })}`;
}

/** A list of tasks as a file of its tasks. */
export function tasksFilePath(id: DocumentId, format: string): string {
  return `/api/v1/documents/${id}/tasks/export?${new URLSearchParams({ format })}`;
}

/** Where such a file is sent. */
export function importFilePath(id: WorkspaceId): string {
  return `/api/import/${id}`;
}

/** Where a file of tasks is sent; `zone` is for times that say none. */
export function importTasksFilePath(id: WorkspaceId, about: { from: string; zone: string }): string {
  return `${importFilePath(id)}/tasks?${new URLSearchParams(about)}`;
}

/** What became of a file: `lost` says what of it did not come along. */
export function importedPath(id: DocumentId, lost: string): string {
  return `${documentPath(id)}/imported${lost === '' ? '' : `?${new URLSearchParams({ lost })}`}`;
}

/** How a document is public. */
export function documentPublicPath(id: DocumentId): string {
  return `${documentPath(id)}/public`;
}

/** What the public reads, below the public address; the first page of a branch has none of its own. */
export function publicPath(slug: string, page: string | null = null): string {
  const address = `/p/${encodeURIComponent(slug)}`;
  return page === null ? address : `${address}/${encodeURIComponent(page)}`;
}

/** What the public finds in a publication; `page` of the results, from 0. */
export function publicSearchPath(slug: string, words: string, page = 0): string {
  const query = { q: words, ...(page > 0 && { page: String(page + 1) }) };
  return `${publicPath(slug)}?${new URLSearchParams(query)}`;
}

/** All pages of a publication in the order of the tree, from a place in it on. */
export function publicPagesPath(slug: string, from = 0): string {
  return `${publicPath(slug)}?${new URLSearchParams({ pages: String(from) })}`;
}

/** What somebody else sees of a document. */
export function viewAsPath(
  id: DocumentId,
  { kind, subjectId }: { kind: 'person' | 'group'; subjectId: string },
): string {
  return `${documentPath(id)}/as?${new URLSearchParams({ [kind]: subjectId })}`;
}

/** The document that a page's path is about; null for none. */
export function documentIn(path: string): string | null {
  return /^\/d\/([^/]+)\/?$/.exec(path)?.[1] ?? null;
}

/** An invitation link, below the public address. */
export function invitationPath(token: string): string {
  return `/join/${token}`;
}

/** A share link, below the public address; a readable part stands before its secret, and says nothing to us. */
export function sharePath(token: string, slug: string | null = null): string {
  return `/s/${slug === null ? '' : `${encodeURIComponent(slug)}.`}${token}`;
}

/** A document of a branch that a share link leads to. */
export function sharedDocumentPath(token: string, id: DocumentId): string {
  return `${sharePath(token)}/${id}`;
}

/** The secret in what stands in the address of a share link. */
export function tokenOfShare(segment: string): string {
  return segment.slice(segment.lastIndexOf('.') + 1);
}

/** Where a guest writes or comments by a share link. */
export function guestPath(token: string, id?: DocumentId): string {
  return besidePath(token, 'write', id);
}

/** What people say about places in the text of a document that a share link leads to. */
export function guestCommentsPath(token: string, id?: DocumentId): string {
  return besidePath(token, 'comments', id);
}

/** What is said in the chat beside a document that a share link leads to. */
export function guestChatPath(token: string, id?: DocumentId): string {
  return besidePath(token, 'chat', id);
}

function besidePath(token: string, what: 'write' | 'comments' | 'chat', id: DocumentId | undefined): string {
  const query = id === undefined ? '' : `?${new URLSearchParams({ document: id })}`;
  return `${sharePath(token)}/${what}${query}`;
}

/** The links of a pad without an account, for whoever writes in it. */
export function padPath(token: string): string {
  return `${sharePath(token)}/pad`;
}

/** A path on this instance; anything else, such as another site's address, becomes the front page. */
export function ownPath(path: string | undefined): string {
  // Browsers leave control characters out, so that "/\t/" would lead to another site.
  return path && /^\/(?![/\\])\P{Cc}*$/u.test(path) ? path : '/';
}

/** The templates of a page and what lies below it. */
export function documentBranchTemplatesPath(id: DocumentId): string {
  return `${documentPath(id)}/templates`;
}

/** Where sections of a document become pages; `section` names the heading of one. */
export function documentSplitPath(id: DocumentId, section?: string): string {
  return `${documentPath(id)}/split${section === undefined ? '' : `?${new URLSearchParams({ section })}`}`;
}

/** Where a document's text goes into another one. */
export function documentMergePath(id: DocumentId, into?: DocumentId): string {
  return `${documentPath(id)}/merge${into === undefined ? '' : `?${new URLSearchParams({ into })}`}`;
}

/** Where a document is put into the archive, or taken out. */
export function documentArchivePath(id: DocumentId): string {
  return `${documentPath(id)}/archive`;
}

/** A document itself, also where its text went into another one. */
export function documentItselfPath(id: DocumentId): string {
  return `${documentPath(id)}?stay=yes`;
}

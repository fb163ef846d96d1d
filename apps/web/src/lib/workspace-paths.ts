import type { DocumentId, TransferJobId, WebhookId } from '@plenum/domain/ids';
import { workspacePath } from './paths.ts';

/** The documents of a workspace that were thrown away. */
export function trashPath(slug: string): string {
  return `${workspacePath(slug)}/trash`;
}

/** What documents of a workspace can be begun from. */
export function templatesPath(slug: string): string {
  return `${workspacePath(slug)}/templates`;
}

/** Where somebody looks for what they may read: in all of their workspaces, or in one. */
export function searchPath(slug: string | null = null): string {
  return slug === null ? '/search' : `${workspacePath(slug)}/search`;
}

/** The tree of a workspace's wiki pages. */
export function wikiPath(slug: string): string {
  return `${workspacePath(slug)}/wiki`;
}

/** The page with which a workspace's wiki begins; its tree where none is chosen. */
export function wikiStartPath(slug: string): string {
  return `${wikiPath(slug)}/start`;
}

/** What the links of a workspace say of its wiki. */
export function wikiLinksPath(slug: string): string {
  return `${wikiPath(slug)}/links`;
}

/** The names of pages that the texts of a workspace lead to and that are yet to be written. */
export function wikiWantedPath(slug: string): string {
  return `${wikiPath(slug)}/wanted`;
}

/** What leads on to the page of a name, or says that there is none yet: the name as a text has it, which stands in a document. */
export function wikiNamePath(slug: string, about: { name: string; from?: string }): string {
  return `${wikiPath(slug)}/to?${new URLSearchParams(about)}`;
}

/** Where words are replaced in the pages of a workspace's wiki, or in one of them and those below it. */
export function wikiReplacePath(slug: string, below?: DocumentId): string {
  return `${wikiPath(slug)}/replace${below === undefined ? '' : `?${new URLSearchParams({ below })}`}`;
}

/** Where a workspace, or a page of it with those below it, goes out and things come in. */
export function transfersPath(slug: string, page?: DocumentId): string {
  return `${workspacePath(slug)}/transfers${page === undefined ? '' : `?${new URLSearchParams({ page })}`}`;
}

/** What came of something that was moved in or out. */
export function transferPath(slug: string, id: TransferJobId): string {
  return `${transfersPath(slug)}/${id}`;
}

/** What the documents of a workspace are about. */
export function tagsPath(slug: string): string {
  return `${workspacePath(slug)}/tags`;
}

/** Documents of a workspace by their owners, their status and the days on which they are to be looked through. */
export function propertiesPath(slug: string): string {
  return `${workspacePath(slug)}/properties`;
}

/** The documents of a workspace that have a tag. */
export function tagPath(slug: string, tag: string): string {
  return `${tagsPath(slug)}?${new URLSearchParams({ tag })}`;
}

/** The files of a workspace's documents. */
export function mediaPath(slug: string): string {
  return `${workspacePath(slug)}/files`;
}

/** What was written lately in a workspace. */
export function changesPath(slug: string): string {
  return `${workspacePath(slug)}/changes`;
}

/** A workspace's lists of tasks. */
export function tasksPath(slug: string): string {
  return `${workspacePath(slug)}/tasks`;
}

/** Where a file becomes lists of tasks. */
export function importTasksPath(slug: string): string {
  return `${tasksPath(slug)}/import`;
}

/** What became of such a file: the list, where it is one, and what of it did not come along. */
export function importedTasksPath(slug: string, said: { list?: DocumentId; lost: string }): string {
  return `${tasksPath(slug)}/imported?${new URLSearchParams(said)}`;
}

/** What was decided in a workspace. */
export function decisionsPath(slug: string): string {
  return `${workspacePath(slug)}/decisions`;
}

/** Who is in a workspace. */
export function membersPath(slug: string): string {
  return `${workspacePath(slug)}/members`;
}

/** How a workspace is set up. */
export function workspaceSettingsPath(slug: string): string {
  return `${workspacePath(slug)}/settings`;
}

/** What was decided about access in a workspace. */
export function auditPath(slug: string): string {
  return `${workspaceSettingsPath(slug)}/log`;
}

/** Which other programs a workspace tells of what happens in it. */
export function webhooksPath(slug: string): string {
  return `${workspaceSettingsPath(slug)}/webhooks`;
}

/** One of them, and what was sent to it. */
export function webhookPath(slug: string, id: WebhookId): string {
  return `${webhooksPath(slug)}/${id}`;
}

/** Where a file becomes a document of a workspace. */
export function importPath(slug: string): string {
  return `${workspacePath(slug)}/import`;
}

/** What of a workspace is in the archive. */
export function archivePath(slug: string): string {
  return `${workspacePath(slug)}/archive`;
}

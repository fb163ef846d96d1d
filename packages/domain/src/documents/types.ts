import type { Role } from '../access/roles.ts';
import type { PersonCard } from '../accounts/types.ts';
import type { AttachmentId, DocumentId, GroupId, PersonId, VersionId, WorkspaceId } from '../ids.ts';
import type { DecisionResult } from './decision-results.ts';
import type { DocumentKind } from './schema.ts';
import type { DocumentStatus } from './statuses.ts';

/** A document's columns. */
export interface DocumentCard {
  id: DocumentId;
  workspaceId: WorkspaceId;
  parentId: DocumentId | null;
  /** The document whose rules say who has access; null where everybody in the workspace has. */
  scopeId: DocumentId | null;
  /** Since when nobody writes in it; null where it is open. */
  frozenAt: Date | null;
  /** Since when it is in the archive, where nobody changes it; null where it is not. */
  archivedAt: Date | null;
  /** The document that its text went into. */
  mergedIntoId: DocumentId | null;
  /** Whoever comes by a link may read only, whatever the link says. */
  isLocked: boolean;
  kind: DocumentKind;
  title: string;
  /** One emoji before the title. */
  icon: string | null;
  tags: string[];
  /** Other documents are begun from it; it is in no list of documents. */
  isTemplate: boolean;
  /** Null when that account is gone, or the instance made it. */
  createdById: PersonId | null;
  createdAt: Date;
  updatedAt: Date;
}

/** What a group says of a document beside its text. */
export interface DocumentProperties {
  /** Who looks after it, as far as the one who asks may know them. */
  owner: PersonCard | null;
  /** The day from which on it is to be looked through again. */
  reviewOn: string | null;
  /** Whether that day has come. */
  isDue: boolean;
  status: DocumentStatus | null;
}

/** A document with what a group says of it. */
export interface DocumentWithProperties
  extends Pick<DocumentCard, 'id' | 'kind' | 'title' | 'icon'>,
    DocumentProperties {}

/** A decision in a document's text. */
export interface DecisionProjection {
  blockId: string;
  text: string;
  result: DecisionResult;
  yes: number | null;
  no: number | null;
  abstain: number | null;
}

/** A task in a document's text or list; what it doesn't say is left out. */
export interface TaskProjection {
  blockId: string;
  /** The id of the task that it lies in. */
  parentId: string | null;
  text: string;
  isDone: boolean;
  /** When it was done, as an ISO 8601 instant in UTC. */
  doneAt?: string;
  /** Days, or times of them with their zones (`When` of tasks). */
  start?: string;
  due?: string;
  /** Minutes before it is due, where it is. */
  reminders?: number[];
  /** 1 is the most. */
  priority?: number;
  labels?: string[];
  /** By what rule it comes again, vetted. */
  repeat?: { rule: string; afterDone: boolean };
  /** People and groups who have it; they may not be there. */
  people?: PersonId[];
  groups?: GroupId[];
}

/** The Yjs item by which a task was given to a person or group. */
export interface TaskAssignment {
  taskId: string;
  who: PersonId | GroupId;
  client: number;
  clock: number;
}

/**
 * What is derived from a document's content, for lists, search and reports. It follows from the content alone, and is never
 * read back into it. Lists are in the order of the text and bounded; an id of a block is as its writer had it.
 */
export interface DocumentProjection {
  /** Plain text, a line for each block. */
  text: string;
  outline: { level: number; text: string; blockId: string | null }[];
  /** Each address once, with the document of this instance that it leads to, which may not be there. */
  links: { href: string; targetId: DocumentId | null }[];
  /** Names of pages that are yet to be written, each once, with what they are compared by. */
  wanted: { key: string; name: string }[];
  /** Each person once in a block, who may not be there; the id is empty for a block without one. */
  mentions: { personId: PersonId; blockId: string }[];
  /** Decisions that have an id of their own. */
  decisions: DecisionProjection[];
  /** Attachments that the text shows or leads to, each once; they may not be there. */
  files: AttachmentId[];
  /** Tasks that have an id of their own. */
  tasks: TaskProjection[];
  /** The documents, and the workspace, whose tasks it shows beside its own. */
  sources: string[];
  /** By what each task was given to whoever has it. */
  given?: TaskAssignment[];
}

/** A document in a list. */
export interface DocumentListItem extends DocumentCard {
  /** Display name of whoever created it; null when that account is gone. */
  createdBy: string | null;
  /** Of the one who asks. */
  isFavourite: boolean;
}

/** A template in a list. */
export interface TemplateCard
  extends Pick<DocumentCard, 'id' | 'workspaceId' | 'kind' | 'title' | 'updatedAt'> {
  /** Of the one who asks alone, unless they let others in; it may lie in another workspace. */
  isOwn: boolean;
  /** The wiki page for whose branch it is; null for the workspace's, and one's own. */
  branchId: DocumentId | null;
}

/** A template of a branch of the wiki. */
export interface BranchTemplate extends Pick<DocumentCard, 'id' | 'title'> {
  /** Of the page that is asked about itself, and not of one above. */
  isNear: boolean;
  /** New pages there begin with it. */
  begins: boolean;
}

/** A document that somebody opened lately. */
export interface RecentDocument {
  documentId: DocumentId;
  title: string;
  workspaceId: WorkspaceId;
  /** When, to the minute or so. */
  at: Date;
}

/** Who is in a document just now: not whoever reads by a link. */
export interface PresentInDocument {
  documentId: DocumentId;
  /** How many different people. */
  count: number;
  /** Some of them. The name is null for a guest who has not said one. */
  people: { kind: 'person' | 'guest'; id: string; name: string | null; colour: number }[];
}

/** A document in the archive. */
export interface ArchiveItem extends Pick<DocumentCard, 'id' | 'kind' | 'title' | 'icon'> {
  archivedAt: Date;
  /** Its text went into another document. */
  isMerged: boolean;
}

/** A document in the trash. */
export interface TrashItem extends Pick<DocumentCard, 'id' | 'kind' | 'title'> {
  deletedAt: Date;
}

/** Why somebody has access: by a place of their own or through a group, in the workspace or by a rule of a document. */
export interface AccessReason {
  role: Role;
  /** The group through which; null for a person by themselves. */
  through: { id: GroupId; name: string } | null;
  /** By rule of this document; null where it is the workspace's. */
  rule: { id: DocumentId; title: string } | null;
}

/** Somebody who has access to a document, and why: the reason that gives most. */
export interface PersonWithAccess extends PersonCard {
  reason: AccessReason;
}

/** A group that has access to a document. */
export interface GroupWithAccess {
  id: GroupId;
  name: string;
  /** How many act for it. */
  people: number;
  /** It does not show who they are to the one who asks. */
  isHidden: boolean;
  reason: AccessReason;
}

/** Who can see a document, and why, as far as the one who asks may know it. */
export interface DocumentAccess {
  /** The document whose rules hold; null where everybody in the workspace has access. */
  scope: { id: DocumentId; title: string } | null;
  people: PersonWithAccess[];
  groups: GroupWithAccess[];
  /** More people have access than are listed. */
  isCut: boolean;
  /** The one who asks may change it. */
  canChange: boolean;
}

/** A restricted document whose rules name nobody any more who could change them. */
export interface Orphan {
  id: DocumentId;
  updatedAt: Date;
}

/** A document of a branch. */
export interface BranchDocument {
  id: DocumentId;
  /** Null for the one that the branch begins with. */
  parentId: DocumentId | null;
  title: string;
}

/** Who wrote something that is in a document's past. */
export interface PastAuthor {
  kind: 'person' | 'guest' | 'system';
  /** Null for an account that is gone, a guest without a name, and the instance. */
  name: string | null;
  /** Index into the author colours; null where nobody is known. */
  colour: number | null;
}

/** `person …` or `guest …` with an id, or `system `: an author as the log has them. */
export type AuthorKey = string;

/** What one client wrote, from where its stretch before ends: up to a clock, by an author (an index), in a minute since 1970. */
export type WrittenStretch = [to: number, author: number, minute: number];

/** What a client brought that somebody had written before: from a clock up to another, by an author (an index), in a minute since 1970. */
export type CreditedStretch = [from: number, to: number, author: number, minute: number];

/** Who wrote what of a document, by the clients and clocks of its Yjs items: whom the server knew when it took them. */
export interface Authorship {
  /** The row of the log up to which it holds. */
  seq: number;
  authors: (PastAuthor & { key: AuthorKey })[];
  clients: [client: number, stretches: WrittenStretch[]][];
}

/** How much of a document's present text somebody wrote. */
export interface Contributor extends PastAuthor {
  key: AuthorKey;
  /** UTF-16 units. */
  length: number;
}

/** Edits of a document without a long break between them, the rows `first` to `last` of its log. */
export interface EditSession {
  first: number;
  last: number;
  from: Date;
  to: Date;
  authors: PastAuthor[];
}

/** Half an hour in which one of a workspace's documents was written in. */
export interface RecentChange extends Pick<DocumentCard, 'id' | 'title' | 'icon' | 'kind'> {
  /** When it was last written in then. */
  at: Date;
  /** The rows `first` to `last` of its log and who wrote them; null for whoever may not see its history. */
  edits: { first: number; last: number; authors: (PastAuthor & { key: AuthorKey })[] } | null;
}

/** A point of a document's past: its text after a row of its log. */
export interface PastPoint {
  seq: number;
  /** When that row was written, and by whom; null before the first. */
  at: Date | null;
  author: PastAuthor | null;
}

/** A point of a document's past that somebody has given a name. */
export interface VersionCard {
  id: VersionId;
  seq: number;
  name: string;
  /** Display name of whoever named it; null when that account is gone. */
  createdBy: string | null;
  createdAt: Date;
}

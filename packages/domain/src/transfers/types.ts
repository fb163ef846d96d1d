import type { DocumentId, PersonId, TransferJobId, WorkspaceId } from '../ids.ts';
import type { ExportForm } from './forms.ts';
import type { TRANSFER_STATES, TransferLocale } from './schema.ts';

/** One of {@link TRANSFER_STATES}. */
export type TransferState = (typeof TRANSFER_STATES)[number];

/** What of a workspace stays where it is when the rest goes out. */
export interface LeftBehind {
  /** Documents that whoever exports may not edit. */
  hidden: number;
  /** Documents to which not all have access who have it to the rest, where it goes out for anybody to read. */
  restricted: number;
  templates: number;
  /** Names of files that are too large for an archive. */
  largeFiles: string[];
  /** Names of files that were gone, or closed to whoever exports, when they were to be written. */
  goneFiles: string[];
}

/** Something that did not come along, by a code of the formats, and where some of it was. */
export interface TransferLoss {
  code: string;
  count: number;
  places: string[];
}

/** Something that somebody has moved in or out, as they see it. */
export interface TransferCard {
  id: TransferJobId;
  kind: 'export' | 'import';
  state: TransferState;
  /** Of an export. */
  form: ExportForm | null;
  /** What goes out with all below it, or below which something comes in; null for all of the workspace or its top. */
  documentId: DocumentId | null;
  title: string;
  /** Pages that are done, and how many there are; null as long as nobody knows. */
  done: number;
  total: number | null;
  /** Bytes of the file that is ready; null for none. */
  size: number | null;
  /** Why it failed, in English. */
  failure: string | null;
  createdAt: Date;
  endedAt: Date | null;
}

/** The same with what did not come along. */
export interface TransferReport extends TransferCard {
  losses: TransferLoss[];
  /** Of an export. */
  left: LeftBehind | null;
}

/** What a program of the instance has taken to do. */
export interface TakenTransfer {
  id: TransferJobId;
  workspaceId: WorkspaceId;
  personId: PersonId;
  kind: 'export' | 'import';
  form: ExportForm | null;
  documentId: DocumentId | null;
  title: string;
  locale: TransferLocale;
  isAgain: boolean;
  /** How often it was begun without getting any further, this time included. */
  tries: number;
  /** By which whoever works on it acts for the person, and nobody who had it before. */
  tokenId: string;
}

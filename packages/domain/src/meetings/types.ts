import type { DecisionProjection } from '../documents/types.ts';
import type { DocumentId, WorkspaceId } from '../ids.ts';

/** A decision in the register of a workspace. */
export interface DecisionCard extends DecisionProjection {
  documentId: DocumentId;
  workspaceId: WorkspaceId;
  /** Of the document. */
  title: string;
  /** The day of the meeting, else when the document was made. */
  at: Date;
}

/** Somebody at a meeting. The name is null for a guest who has not said one, or a person who is gone. */
export interface Someone {
  kind: 'person' | 'guest' | 'typed';
  name: string | null;
  /** Null for a name that was typed. */
  colour: number | null;
  /** Whoever asks. */
  isMe: boolean;
}

/** An item of the agenda as far as it was talked about. */
export interface ItemState {
  blockId: string;
  /** Milliseconds, without those since it runs. */
  elapsed: number;
  isDone: boolean;
}

/** Somebody who was there, or was said not to be. */
export interface Attendee extends Someone {
  id: string;
  isPresent: boolean;
}

/** Somebody who wants to speak, or has the word. */
export interface Speaker extends Someone {
  id: string;
  isSpeaking: boolean;
  /** They have not had the word in this meeting. */
  isFirst: boolean;
}

/** A document to which a meeting leads, if whoever asks may read it. */
export interface MeetingNeighbour {
  id: DocumentId;
  title: string;
}

/** What a meeting is at, for those who may know. */
export interface MeetingState {
  /** The server's, by which a clock that is wrong is set right. */
  now: Date;
  startedAt: Date | null;
  closedAt: Date | null;
  /** Nobody writes in the document: the minutes are closed. */
  isFrozen: boolean;
  currentItem: string | null;
  /** Since when the time of the current item runs; null while it stands still. */
  runningSince: Date | null;
  items: ItemState[];
  attendees: Attendee[];
  /** Who is in the document just now and not among the attendees, as `attend` takes them. */
  here: (Someone & { key: string })[];
  speakers: Speaker[];
  firstTimers: boolean;
  previous: MeetingNeighbour | null;
  next: MeetingNeighbour | null;
  /** Whether whoever asks may run the meeting, and raise a hand. */
  mayRun: boolean;
  mayRaiseHand: boolean;
}

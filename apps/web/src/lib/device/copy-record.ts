/** Whose documents the device keeps: one person's at a time. */
export interface Owner {
  id: string;
  name: string;
  colour: number;
  /** They are signed out: until they have signed in again nobody is shown anything of theirs. */
  isSignedOut?: true;
}

/** Edits by the session that made them, counted from when its page was opened; a session is the Y.Doc's client id. */
export type EditCounts = Readonly<Record<string, number>>;

/** Which copy: whose, of which document, and of which of its epochs. */
export interface CopyKey {
  person: string;
  document: string;
  epoch: string;
}

/** What the device shows of a document without the server. */
export interface CopyAbout {
  title: string;
  workspace: { id: string; name: string; slug: string };
  mayWrite: boolean;
  /** It is a list of tasks. */
  isList?: boolean;
}

/** A document that is kept on this device; its text lies beside it in rows numbered from 0. */
export interface CopyRecord extends CopyKey, CopyAbout {
  /** When it was last opened, in milliseconds since 1970. */
  usedAt: number;
  /** Size of its rows. */
  bytes: number;
  /** The number of the next row. */
  next: number;
  /** The edits in its rows, and how many of them the server is known to have. */
  made: EditCounts;
  saved: EditCounts;
  /** The server does not take it: it waits for the person to decide, and is opened no more. */
  aside: boolean;
}

/** The edits that only this device is known to have. */
export function unsavedEditsIn({ made, saved }: Pick<CopyRecord, 'made' | 'saved'>): number {
  return Object.values(unsavedBySession({ made, saved })).reduce((sum, edits) => sum + edits, 0);
}

/** The same by session, without those that have none. */
export function unsavedBySession({ made, saved }: Pick<CopyRecord, 'made' | 'saved'>): EditCounts {
  const open = Object.entries(made).map(
    ([session, count]) => [session, count - (saved[session] ?? 0)] as const,
  );
  return Object.fromEntries(open.filter(([, count]) => count > 0));
}

/** The higher count of each session. */
export function highest(a: EditCounts, b: EditCounts): EditCounts {
  const sessions = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries(
    [...sessions].map((session) => [session, Math.max(a[session] ?? 0, b[session] ?? 0)]),
  );
}

/** Forgets sessions all of whose edits are saved; one that is still there tells its counts anew. */
export function withoutSettled<Counts extends Pick<CopyRecord, 'made' | 'saved'>>(record: Counts): Counts {
  const open = Object.keys(unsavedBySession(record));
  const only = (counts: EditCounts): EditCounts =>
    Object.fromEntries(
      open.flatMap((session) => (counts[session] === undefined ? [] : [[session, counts[session]]])),
    );
  return { ...record, made: only(record.made), saved: only(record.saved) };
}

/** All rows of a copy. */
export function rowsOf({ person, document, epoch }: CopyKey): IDBKeyRange {
  return IDBKeyRange.bound([person, document, epoch], [person, document, epoch, []]);
}

/** All copies of a document. */
export function copiesOf({ person, document }: Omit<CopyKey, 'epoch'>): IDBKeyRange {
  return IDBKeyRange.bound([person, document], [person, document, []]);
}

/** A copy's key in its store. */
export function keyOf({ person, document, epoch }: CopyKey): [string, string, string] {
  return [person, document, epoch];
}

import type { EndReason } from './link.ts';

/** Unsaved edits that the server does not take, and that are nowhere but in this page. */
export interface LostCopy {
  edits: number;
  /** The whole document as it was, as a Yjs update (V1). */
  update: Uint8Array;
  why: EndReason;
}

/** Such a copy, and what it is of. */
export interface OnlyHere extends LostCopy {
  /** Tells them apart. */
  id: number;
  title: string;
  /** Where a document can be made of it. */
  workspaceId: string;
  /** It has been taken along, so that leaving warns no more. */
  isTaken: boolean;
}

let held: readonly OnlyHere[] = [];
let count = 0;
const listeners = new Set<() => void>();

/**
 * Holds a copy for as long as this tab is there, whatever page it shows, and warns before it goes away. Nothing else has it: a
 * component that goes away would take it along.
 * @returns that it is held
 */
export function hold(copy: Omit<OnlyHere, 'id' | 'isTaken'>): true {
  count += 1;
  change([...held, { ...copy, id: count, isTaken: false }]);
  return true;
}

/** It has been downloaded, or is a document of its own. */
export function markTaken({ id }: OnlyHere): void {
  change(held.map((one) => (one.id === id ? { ...one, isTaken: true } : one)));
}

/** Forgets a copy. */
export function letGo({ id }: OnlyHere): void {
  change(held.filter((one) => one.id !== id));
}

/** All of them; the same list until something changes. */
export function readHeld(): readonly OnlyHere[] {
  return held;
}

/** @returns the way to stop listening */
export function listenToHeld(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function change(next: readonly OnlyHere[]): void {
  held = next;
  window.removeEventListener('beforeunload', warn);
  if (held.some(({ isTaken }) => !isTaken)) window.addEventListener('beforeunload', warn);
  for (const listener of listeners) listener();
}

function warn(event: Event): void {
  event.preventDefault();
}

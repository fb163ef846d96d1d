import type { AwarenessEntry } from '@plenum/protocol/awareness';

/** A client that another node shows. */
export interface Shown {
  origin: string;
  /** Its state as it is told here. */
  entry: AwarenessEntry;
  /** Its clock as the other node has it. */
  said: number;
  /** Null for a guest. */
  personId: string | null;
}

/** The clients of a room that other nodes show: each is connected to the node that it comes from, which stamped who it is. */
export class Elsewhere {
  readonly #shown = new Map<number, Shown>();

  get entries(): AwarenessEntry[] {
    return [...this.#shown.values()].map(({ entry }) => entry);
  }

  get(client: number): Shown | undefined {
    return this.#shown.get(client);
  }

  /** Whether a node has told just this already. */
  has(origin: string, { client, clock, state }: AwarenessEntry): boolean {
    const shown = this.#shown.get(client);
    return shown?.origin === origin && shown.said === clock && shown.entry.state === state;
  }

  set(client: number, shown: Shown): void {
    this.#shown.set(client, shown);
  }

  delete(client: number): void {
    this.#shown.delete(client);
  }

  /** The clients that a node shows. */
  clientsOf(origin: string): number[] {
    return [...this.#shown].filter(([, shown]) => shown.origin === origin).map(([client]) => client);
  }
}

/** Whose a state is that a node has stamped: null for a guest's, undefined for what is no such state. */
export function personOf(state: string): string | null | undefined {
  try {
    const { id } = JSON.parse(state).user;
    return id === null || typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}

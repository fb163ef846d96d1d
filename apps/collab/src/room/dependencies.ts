import * as Y from 'yjs';
import type { Decoded, Struct } from './decode.ts';
import type { Known } from './known.ts';

/** How far one client's structs could be integrated so far. */
interface Progress {
  run: readonly Struct[];
  next: number;
  clock: number;
}

/**
 * Whether a document could integrate every struct and deletion of an update at once, so that no replica is left waiting:
 * everything referred to is known or in the update, nothing refers to its own future, and no structs wait for each other in
 * a ring. Takes time linear in the update.
 */
export function canIntegrate({ structs, deletions }: Decoded, known: Known): boolean {
  const progress = new Map<number, Progress>();
  for (const [client, run] of structs) progress.set(client, { run, next: 0, clock: known.clockOf(client) });
  for (const client of structs.keys()) {
    if (!finish(client, { progress, known })) return false;
  }
  return deletions.every(({ client, end }) => end <= (progress.get(client)?.clock ?? known.clockOf(client)));
}

/** A client whose structs are needed up to a clock. */
interface Need {
  client: number;
  until: number;
}

interface State {
  progress: Map<number, Progress>;
  known: Known;
}

/** Integrates all of a client's structs, and before each what it needs of other clients. */
function finish(client: number, state: State): boolean {
  const stack: Need[] = [{ client, until: Infinity }];
  const onStack = new Set([client]);
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const blocker = advance(top, state);
    if (blocker === 'done') {
      onStack.delete(top.client);
      stack.pop();
    } else if (blocker === 'never' || onStack.has(blocker.client)) {
      // Whoever is on the stack waits for the top, so a top that waits for it waits for itself.
      return false;
    } else {
      stack.push(blocker);
      onStack.add(blocker.client);
    }
  }
  return true;
}

/** Integrates a client's structs as far as needed. Says what it needs of another client first, if that is how it can go on. */
function advance({ client, until }: Need, { progress, known }: State): Need | 'done' | 'never' {
  const own = progress.get(client);
  if (!own) return 'never';
  while (own.clock < until) {
    const struct = own.run[own.next];
    if (!struct) return until === Infinity ? 'done' : 'never';
    const end = struct.id.clock + struct.length;
    if (end > own.clock) {
      if (struct instanceof Y.Skip || struct.id.clock > own.clock) return 'never';
      for (const id of references(struct, own.clock)) {
        const clock = progress.get(id.client)?.clock ?? known.clockOf(id.client);
        if (id.clock >= clock) return { client: id.client, until: id.clock + 1 };
      }
      own.clock = end;
    }
    own.next += 1;
  }
  return 'done';
}

/** What a struct needs to be there. Of one that is partly known, the left neighbour is its own known part. */
function references(struct: Struct, clock: number): Y.ID[] {
  if (!(struct instanceof Y.Item)) return [];
  const { origin, rightOrigin, parent } = struct;
  const needed: Y.ID[] = [];
  if (origin && struct.id.clock >= clock) needed.push(origin);
  if (rightOrigin) needed.push(rightOrigin);
  if (parent instanceof Y.ID) needed.push(parent);
  return needed;
}

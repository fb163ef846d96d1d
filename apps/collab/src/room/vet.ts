import { type Decoded, type Deletion, decodeUpdate, type Struct } from './decode.ts';
import { canIntegrate } from './dependencies.ts';
import { encodeContent } from './encode.ts';
import type { Known } from './known.ts';

/** What of an update a document does not have: `update` as bytes of its own, `content` decoded. */
export type News = { kind: 'contained' } | { kind: 'new'; update: Uint8Array; content: Decoded };

/** What a room does with an update depends on this alone. */
export type Verdict =
  /** Not an update that Yjs could have written. */
  | { kind: 'invalid' }
  /** Builds on something that neither the document nor the update has. */
  | { kind: 'unknown' }
  | News;

/** Judges an update that may be hostile against what the document has. Never throws, needs no Y.Doc. */
export function vet(update: Uint8Array, known: Known): Verdict {
  const decoded = decodeUpdate(update);
  if (!decoded) return { kind: 'invalid' };
  if (!canIntegrate(decoded, known)) return { kind: 'unknown' };
  return newsOf({ update, decoded }, known);
}

/** What of an update, decoded already, a document does not have. */
export function newsOf({ update, decoded }: { update: Uint8Array; decoded: Decoded }, known: Known): News {
  const content = rest(decoded, known);
  if (content.structs.size === 0 && content.deletions.length === 0) return { kind: 'contained' };
  return {
    kind: 'new',
    update: isWhole(content, decoded, known)
      ? update.slice()
      : encodeContent(content, { from: (client) => known.clockOf(client) }),
    content,
  };
}

/** An update without the structs and deletions that the document has. */
function rest({ structs, deletions }: Decoded, known: Known): Decoded {
  const news = new Map<number, Struct[]>();
  for (const [client, run] of structs) {
    const clock = known.clockOf(client);
    const beyond = run.filter((struct) => struct.id.clock + struct.length > clock);
    if (beyond.length > 0) news.set(client, beyond);
  }
  return { structs: news, deletions: deletions.flatMap((deletion) => known.undeleted(deletion)) };
}

/** Whether nothing was taken away, so that the update's own bytes can be kept. */
function isWhole(content: Decoded, { structs, deletions }: Decoded, known: Known): boolean {
  if (content.structs.size !== structs.size || length(content.deletions) !== length(deletions)) return false;
  for (const [client, run] of structs) {
    if ((run[0]?.id.clock ?? 0) < known.clockOf(client)) return false;
  }
  return true;
}

function length(deletions: readonly Deletion[]): number {
  return deletions.reduce((sum, { start, end }) => sum + end - start, 0);
}

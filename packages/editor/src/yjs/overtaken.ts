import * as Y from 'yjs';

/** Text that somebody was writing into a block, and that went with the block, unknown to whoever deleted it. */
export interface OvertakenText {
  /** The block's id, if it had one. */
  blockId: unknown;
  /** The text that the block held besides. */
  rest: string;
  /** Each with its offset into the block's content as it was, in order. */
  runs: { text: string; offset: number }[];
}

/**
 * What a transaction that applied an update (V1) deleted of some clients' text though the update does not say so: it was in
 * blocks that the update deletes. To be asked before the transaction ends, while deleted text is still there
 * (`beforeObserverCalls`).
 */
export function overtakenTexts({
  transaction,
  update,
  clients,
}: {
  transaction: Y.Transaction;
  update: Uint8Array;
  clients: ReadonlySet<number>;
}): OvertakenText[] {
  const texts = new Set<Y.XmlText>();
  const said = Y.decodeUpdate(update).ds;
  // Of an item that Yjs has joined from several, the update may say a part.
  const isOvertaken = ({ id }: Y.Item, at: number): boolean =>
    clients.has(id.client) && !Y.isDeleted(said, Y.createID(id.client, id.clock + at));
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct: unknown) => {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return;
    if (!(struct.parent instanceof Y.XmlText) || !struct.parent._item?.deleted) return;
    if (isOvertaken(struct, struct.length - 1)) texts.add(struct.parent);
  });
  return [...texts].map((text) => whatWasIn(text, { transaction, isOvertaken }));
}

function whatWasIn(
  text: Y.XmlText,
  {
    transaction,
    isOvertaken,
  }: { transaction: Y.Transaction; isOvertaken: (item: Y.Item, at: number) => boolean },
): OvertakenText {
  const wasThere = (item: Y.Item): boolean =>
    item.id.clock < (transaction.beforeState.get(item.id.client) ?? 0) &&
    (!item.deleted || Y.isDeleted(transaction.deleteSet, item.id));
  const runs: OvertakenText['runs'] = [];
  let rest = '';
  let offset = sizeBefore(text._item, wasThere);
  for (let item = text._start; item !== null; item = item.right) {
    if (!(item.content instanceof Y.ContentString) || !wasThere(item)) continue;
    for (const [at, unit] of item.content.str.split('').entries()) {
      const run = runs.at(-1);
      if (!isOvertaken(item, at)) rest += unit;
      else if (run && run.offset + run.text.length === offset) run.text += unit;
      else runs.push({ text: unit, offset });
      offset += 1;
    }
  }
  return { blockId: idOf(text.parent), rest, runs };
}

/** How much of its block's content stood before a text: characters, and one for each other thing. */
function sizeBefore(text: Y.Item | null, wasThere: (item: Y.Item) => boolean): number {
  let size = 0;
  for (let sibling = text?.left ?? null; sibling !== null; sibling = sibling.left) {
    if (!wasThere(sibling) || !(sibling.content instanceof Y.ContentType)) continue;
    const { type } = sibling.content;
    size += type instanceof Y.XmlText ? lengthOf(type, wasThere) : 1;
  }
  return size;
}

function lengthOf(text: Y.XmlText, wasThere: (item: Y.Item) => boolean): number {
  let length = 0;
  for (let item = text._start; item !== null; item = item.right) {
    if (item.countable && wasThere(item)) length += item.length;
  }
  return length;
}

/** A deleted element's own reading of its attributes finds none. */
function idOf(block: unknown): unknown {
  return block instanceof Y.XmlElement ? block._map.get('id')?.content.getContent()[0] : null;
}

import { isId } from '@plenum/domain/ids';
import type { NodeJson } from '@plenum/editor/schema/json';
import { LOSS_CODES, type Loss, type LossCode } from '@plenum/formats/losses';

/** Losses in one address, and places of one of them. */
const MOST = { losses: 30, places: 3 };

/** A loss as an address says it: no words, but the ids of the blocks where it was. */
export interface Lost {
  code: LossCode;
  count: number;
  blocks: string[];
}

/**
 * Losses for an address, which logs and histories keep, and so without a word of the text: `code.count.block…`, apart by commas.
 * @param content the document that it was lost from, whose blocks have ids.
 */
export function lostQuery(losses: readonly Loss[], content: NodeJson): string {
  const blocks = losses.length === 0 ? [] : textBlocks(content);
  return losses
    .slice(0, MOST.losses)
    .map(({ code, count, places }) =>
      [code, count, ...places.flatMap((place) => blockWith(place, blocks))].join('.'),
    )
    .join(',');
}

/** Reads such a part of an address; whatever is no loss is left out. */
export function readLost(query: string | undefined): Lost[] {
  return (query ?? '').split(',', MOST.losses).flatMap((part): Lost[] => {
    const [name, number = '', ...blocks] = part.split('.');
    const code = LOSS_CODES.find((known) => known === name);
    const count = /^\d{1,9}$/.test(number) ? Number(number) : 0;
    if (!code || count === 0) return [];
    return [{ code, count, blocks: blocks.filter(isId).slice(0, MOST.places) }];
  });
}

/** The beginnings of the texts of some blocks, by their ids. */
export function wordsOfBlocks(content: NodeJson, ids: ReadonlySet<string>): Map<string, string> {
  const found = textBlocks(content).filter(({ id }) => ids.has(id));
  return new Map(
    found.map(({ id, text }) => [id, text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text]),
  );
}

interface TextBlock {
  id: string;
  text: string;
}

function textBlocks(node: NodeJson): TextBlock[] {
  const { id } = node.attrs ?? {};
  const hasText = node.content?.some(({ type }) => type === 'text') ?? false;
  if (hasText && typeof id === 'string') {
    const text = (node.content ?? []).map((child) => child.text ?? ' ').join('');
    return [{ id, text: text.replace(/\s+/g, ' ').trim() }];
  }
  return (node.content ?? []).flatMap(textBlocks);
}

function blockWith(place: string, blocks: readonly TextBlock[]): string[] {
  const words = place.replace(/…$/, '');
  const block = words.length < 2 ? undefined : blocks.find(({ text }) => text.includes(words));
  return block ? [block.id] : [];
}

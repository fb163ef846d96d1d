import { AppError } from '@plenum/domain/errors';
import * as Y from 'yjs';
import type { NodeJson } from '../schema/json.ts';
import { FRAGMENT_NAME } from '../schema/schema.ts';
import { ownDocument } from './json-from-update.ts';
import { hasUnknownParts } from './unknown-parts.ts';

/**
 * The document in a Yjs update (V1) that another text is to be made of, or put in place of.
 * @throws AppError `conflict` where it has parts that the schema doesn't know, which would be lost.
 */
export function knownJsonFromUpdate(update: Uint8Array): NodeJson {
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, update);
    const fragment = doc.getXmlFragment(FRAGMENT_NAME);
    if (!hasUnknownParts(fragment)) return ownDocument(fragment).toJSON();
    throw unknownParts();
  } finally {
    doc.destroy();
  }
}

/** The blocks of a Y.XmlFragment, one for each of its children. @throws AppError as {@link knownJsonFromUpdate} does. */
export function knownBlocks(fragment: Y.XmlFragment): NodeJson[] {
  if (hasUnknownParts(fragment)) throw unknownParts();
  if (fragment.length === 0) return [];
  const { content = [] }: NodeJson = ownDocument(fragment).toJSON();
  if (content.length !== fragment.length) throw unknownParts();
  return content;
}

function unknownParts(): AppError {
  return new AppError(
    'conflict',
    'This text has parts that this version of Plenum does not know, and that would be lost. Update Plenum, or go back to another version of the text.',
  );
}

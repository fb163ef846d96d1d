import { getSchema } from '@tiptap/core';
import { documentExtensions } from './extensions.ts';

/** The name of the Y.XmlFragment that holds a document's rich text. */
export const FRAGMENT_NAME = 'content';

/** The ProseMirror schema of a document. */
export const documentSchema = getSchema(documentExtensions());

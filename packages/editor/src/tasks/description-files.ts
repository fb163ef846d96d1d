import type { Node } from '@tiptap/pm/model';
import { safeAttributes } from '../schema/attributes.ts';

/** A file in what is written about a task. */
export interface DescriptionFile {
  fileId: string;
  /** What it is called; of a picture what it shows, empty where nobody has said. */
  name: string;
  isPicture: boolean;
}

/** Files that are listed at most. */
const MOST = 500;

/** The files and pictures in a text, in their order, each once; one without a file is left out. */
export function filesIn(text: Node): DescriptionFile[] {
  const found = new Map<string, DescriptionFile>();
  text.descendants((node) => {
    const isPicture = node.type.name === 'image';
    if (!isPicture && node.type.name !== 'attachment') return true;
    const { fileId, name, alt } = safeAttributes(isPicture ? 'image' : 'attachment', node.attrs);
    if (typeof fileId !== 'string' || found.has(fileId) || found.size >= MOST) return false;
    const words = isPicture ? alt : name;
    found.set(fileId, { fileId, name: typeof words === 'string' ? words : '', isPicture });
    return false;
  });
  return [...found.values()];
}

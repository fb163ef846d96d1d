import { isId } from '../ids.ts';
import { isPictureType } from '../picture-types.ts';
import { PICTURE_ENDINGS } from './media-type.ts';

/** Characters that a file's name may have. */
export const MAX_FILE_NAME = 150;

/** What a file is called whose name has nothing that can stand in one. */
const NAMELESS = 'file';

/**
 * A name as it was uploaded, made into one that is only a name: without folders, and without what means something to a header, a
 * shell or a file system, hides the file or turns the writing direction around. A picture's ends as its content has it, so that what is
 * shown as a picture is no page once somebody keeps it.
 */
export function fileName(uploaded: string, mediaType: string): string {
  const name = uploaded
    .replace(/\p{Cs}/gu, '\ufffd')
    .normalize('NFC')
    .replace(/^.*[/\\]/s, '')
    .replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, '')
    .replace(/[:*?"<>|%]/g, '-')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const endings = isPictureType(mediaType) ? PICTURE_ENDINGS[mediaType] : null;
  const isFit = endings === null || endings.some((ending) => name.toLowerCase().endsWith(ending));
  return shortened((name || NAMELESS) + (isFit ? '' : endings[0]));
}

/** Cuts what stands before the ending, which says what the file is. */
function shortened(name: string): string {
  const letters = [...name];
  if (letters.length <= MAX_FILE_NAME) return name;
  const ending = /\.\w{1,10}$/.exec(name)?.[0] ?? '';
  return letters.slice(0, MAX_FILE_NAME - ending.length).join('') + ending;
}

/** Nodes of a document's text that show an attachment, which their attribute `fileId` names. */
const SHOWING = new Set(['image', 'attachment']);

/** How deep a text is looked through, beyond what any may have. */
const MOST_DEPTH = 200;

/** Whether a text, as ProseMirror JSON, shows an attachment. */
export function shows(content: unknown, id: string, depth = 0): boolean {
  if (typeof content !== 'object' || content === null || depth > MOST_DEPTH) return false;
  if (Array.isArray(content)) return content.some((part) => shows(part, id, depth + 1));
  const { type, attrs, content: inside }: { type?: unknown; attrs?: unknown; content?: unknown } = content;
  const isIt = typeof type === 'string' && SHOWING.has(type) && isId(id) && fileIdIn(attrs) === id;
  return isIt || shows(inside, id, depth + 1);
}

function fileIdIn(attrs: unknown): unknown {
  return typeof attrs === 'object' && attrs !== null && 'fileId' in attrs ? attrs.fileId : null;
}

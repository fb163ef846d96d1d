import { common, createLowlight } from 'lowlight';
import { escapeHtml } from '../html/markup.ts';

/** The longest code that is coloured, in characters; twice as much can take four times as long. */
const MAX_LENGTH = 8_000;

/** Classes of one piece. */
const MAX_CLASSES = 8;

const lowlight = createLowlight(common);

type Child = ReturnType<typeof lowlight.highlight>['children'][number];

/** A piece of code with the classes of what it is, such as `hljs-keyword`. */
export interface CodePiece {
  text: string;
  classes: readonly string[];
}

/** The names of the languages whose code is coloured. */
export const CODE_LANGUAGES: readonly string[] = lowlight.listLanguages();

/** Code in pieces; null where the language is not known, or where there is too much of it. */
export function codePieces(code: string, language: string): readonly CodePiece[] | null {
  if (code.length > MAX_LENGTH || !lowlight.registered(language)) return null;
  const pieces: CodePiece[] = [];
  // Not by recursion: comments in comments can be nested deeper than the stack.
  const waiting: { child: Child; classes: readonly string[] }[] = [];
  const wait = (children: readonly Child[], classes: readonly string[]) => {
    waiting.push(...children.map((child) => ({ child, classes })).reverse());
  };
  wait(lowlight.highlight(language, code).children, []);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { child, classes } = next;
    if (child.type === 'text') pieces.push({ text: child.value, classes });
    else if (child.type === 'element') wait(child.children, within(classes, child.properties.className));
  }
  return pieces;
}

/** The classes of what is nested, outermost first; of what lies very deep not its own any more, and of a language in another no name. */
function within(classes: readonly string[], own: unknown): readonly string[] {
  if (!Array.isArray(own) || classes.length >= MAX_CLASSES) return classes;
  return [...classes, ...own.map(String).filter((name) => /^hljs-|_$/.test(name))];
}

/** Code as HTML; null as for {@link codePieces}. */
export function codeHtml(code: string, language: string): string | null {
  const pieces = codePieces(code, language);
  if (!pieces) return null;
  return pieces
    .map(({ text, classes }) => {
      const html = escapeHtml(text);
      return classes.length === 0 ? html : `<span class="${escapeHtml(classes.join(' '))}">${html}</span>`;
    })
    .join('');
}

import { common, createLowlight } from 'lowlight';
import { escapeHtml } from '../html/markup.ts';

/** The longest code that is coloured, in characters. */
const MAX_LENGTH = 20_000;

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
  collect(lowlight.highlight(language, code).children, [], pieces);
  return pieces;
}

function collect(children: readonly Child[], classes: readonly string[], pieces: CodePiece[]): void {
  for (const child of children) {
    if (child.type === 'text') pieces.push({ text: child.value, classes });
    if (child.type !== 'element') continue;
    const { className } = child.properties;
    const own = Array.isArray(className) ? className.map(String) : [];
    collect(child.children, [...classes, ...own], pieces);
  }
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

import type { XmlVisitor } from '../xml/read-xml.ts';
import type { PlainText } from './plain-text.ts';

/** What the elements of an XML format are to its text. */
export interface ElementRoles {
  /** Each stands in a line of its own. */
  paragraphs: ReadonlySet<string>;
  /** Text is in these alone; undefined where it is in paragraphs themselves. */
  runs?: ReadonlySet<string>;
  /** Stands for a space. */
  spaces: ReadonlySet<string>;
  /** Nothing of it is read. */
  leftOut: ReadonlySet<string>;
}

/** Gathers the paragraphs of XML while it is read. Throws when there is no room for more. */
export function paragraphsOf(roles: ElementRoles, text: PlainText): XmlVisitor {
  /** What has been read of paragraphs that are open; one may have a box with others in it. */
  const open: string[] = [];
  let runs = 0;
  let leftOut = 0;
  const write = (words: string) => {
    const last = open.pop();
    if (last !== undefined) open.push(last + words);
  };
  return {
    open({ name }) {
      if (roles.leftOut.has(name)) leftOut += 1;
      if (roles.runs?.has(name)) runs += 1;
      if (roles.spaces.has(name)) write(' ');
      if (roles.paragraphs.has(name)) open.push('');
    },
    text(words) {
      if (leftOut === 0 && (roles.runs === undefined || runs > 0)) write(words);
    },
    close(name) {
      if (roles.leftOut.has(name)) leftOut -= 1;
      if (roles.runs?.has(name)) runs -= 1;
      if (!roles.paragraphs.has(name)) return;
      text.add(open.pop() ?? '');
      if (text.isFull) throw new Error('There is no room for more.');
    },
  };
}

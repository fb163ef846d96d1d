import { type Given, optional, required, UsageError } from './usage.ts';

/** Where a page comes: below which (undefined where nothing is said), and after which; null for the top, and for the first place. */
interface Place {
  parentId: string | null | undefined;
  after: string | null | undefined;
}

/** What the command line was asked to do with the pages of a wiki, for a person, with their rights. */
export type PageCommand = { username: string } & (
  | { name: 'page list'; workspace: string }
  | ({
      name: 'page create';
      workspace: string;
      title: string;
      icon: string | undefined;
      file: string | undefined;
    } & Place)
  | ({ name: 'page move'; documentId: string } & Place)
  | ({ name: 'page make'; documentId: string } & Place)
  | { name: 'page unmake'; documentId: string }
  | {
      name: 'page replace';
      documentId: string;
      find: string;
      with: string;
      matchesCase: boolean;
      wholeWords: boolean;
    }
  | { name: 'page start'; workspace: string; pageId: string | null | undefined }
  | { name: 'page split'; documentId: string; level: string | undefined; blockId: string | undefined }
  | { name: 'page merge'; documentId: string; into: string; mayChangeReaders: boolean }
  | { name: 'page archive' | 'page unarchive'; documentId: string }
  | { name: 'page archived'; workspace: string }
  | { name: 'page links'; documentId: string }
  | { name: 'page broken' | 'page orphans'; workspace: string }
  | { name: 'page wanted'; workspace: string }
);

/** How these commands are called. */
export const PAGE_USAGE = `  page list --username NAME --workspace SLUG  list the wiki of a workspace as a tree
  page create --username NAME --workspace SLUG --title TITLE [--parent PAGE] [--after PAGE|--first]
              [--icon EMOJI] [--file FILE]    make a wiki page, of Markdown if there is a file, and print its id
  page move PAGE --username NAME [--parent PAGE|--top] [--after PAGE|--first]
                                              move a page, with all below it, or change its place in the order
  page make DOCUMENT --username NAME [--parent PAGE|--top] [--after PAGE|--first]
                                              make a wiki page of a pad
  page unmake PAGE --username NAME            make a pad of a wiki page
  page replace PAGE --username NAME --find TEXT --with TEXT [--match-case] [--whole-words]
                                              replace words in the text of a page, or of another document
  page start --username NAME --workspace SLUG [--page PAGE|--top]
                                              print the page with which the wiki begins, or choose it; --top for none
  page split PAGE --username NAME --level N|--block ID
                                              make pages of the sections below headings of a level, or of one
                                              section, and print their ids
  page merge PAGE --username NAME --into PAGE [--other-readers]
                                              put a page's text behind that of another one, also where other people
                                              can read that
  page archive PAGE --username NAME           put a page into the archive, with what lies below it
  page unarchive PAGE --username NAME         take it out again
  page archived --username NAME --workspace SLUG
                                              list what is in the archive
  page links DOCUMENT --username NAME         list the documents of the workspace that lead to a document
  page broken --username NAME --workspace SLUG
                                              list the documents that lead to something that is gone
  page orphans --username NAME --workspace SLUG
                                              list the pages to which nothing leads
  page wanted --username NAME --workspace SLUG
                                              list the names of pages that texts lead to and that are yet to be written`;

/** The options of these commands that no other command has. */
export const PAGE_OPTIONS = {
  after: { type: 'string' },
  first: { type: 'boolean' },
  top: { type: 'boolean' },
  icon: { type: 'string' },
  page: { type: 'string' },
  find: { type: 'string' },
  with: { type: 'string' },
  'match-case': { type: 'boolean' },
  'whole-words': { type: 'boolean' },
  level: { type: 'string' },
  block: { type: 'string' },
  into: { type: 'string' },
  'other-readers': { type: 'boolean' },
} as const;

type Option = keyof typeof PAGE_OPTIONS | 'username' | 'workspace' | 'title' | 'parent' | 'file';

/** The options of each of these commands beside --json and --help. */
export const PAGE_ALLOWED: Record<PageCommand['name'], Option[]> = {
  'page list': ['username', 'workspace'],
  'page create': ['username', 'workspace', 'title', 'parent', 'after', 'first', 'icon', 'file'],
  'page move': ['username', 'parent', 'top', 'after', 'first'],
  'page make': ['username', 'parent', 'top', 'after', 'first'],
  'page unmake': ['username'],
  'page replace': ['username', 'find', 'with', 'match-case', 'whole-words'],
  'page start': ['username', 'workspace', 'page', 'top'],
  'page split': ['username', 'level', 'block'],
  'page merge': ['username', 'into', 'other-readers'],
  'page archive': ['username'],
  'page unarchive': ['username'],
  'page archived': ['username', 'workspace'],
  'page links': ['username'],
  'page broken': ['username', 'workspace'],
  'page orphans': ['username', 'workspace'],
  'page wanted': ['username', 'workspace'],
};

/** Those that are told something after their name, and what that is. */
export const PAGE_OPERANDS: Record<string, string> = {
  'page move': 'PAGE',
  'page make': 'DOCUMENT',
  'page unmake': 'PAGE',
  'page replace': 'PAGE',
  'page split': 'PAGE',
  'page merge': 'PAGE',
  'page archive': 'PAGE',
  'page unarchive': 'PAGE',
  'page links': 'DOCUMENT',
};

/**
 * Understands one of these commands; null for another one.
 * @param operand what it is told after its name.
 * @throws UsageError that says in one sentence what is wrong with it.
 */
export function pageCommandOf(
  name: string,
  { values, operand }: { values: Given<Option>; operand: () => string },
): PageCommand | null {
  switch (name) {
    case 'page list':
    case 'page broken':
    case 'page orphans':
    case 'page archived':
    case 'page wanted':
      return { name, ...personIn(name, values), workspace: required(name, values, 'workspace') };
    case 'page create':
      return {
        name,
        ...personIn(name, values),
        workspace: required(name, values, 'workspace'),
        title: required(name, values, 'title'),
        icon: optional(values, 'icon'),
        file: optional(values, 'file'),
        ...placeIn(name, values),
      };
    case 'page move': {
      const command = {
        name,
        documentId: operand(),
        ...personIn(name, values),
        ...placeIn(name, values),
      } as const;
      if (command.parentId === undefined && command.after === undefined) {
        throw new UsageError('"page move" needs --parent, --top, --after or --first.');
      }
      return command;
    }
    case 'page make':
      return { name, documentId: operand(), ...personIn(name, values), ...placeIn(name, values) };
    case 'page start': {
      const page = optional(values, 'page');
      if (page !== undefined && values.top === true) throw new UsageError('Give --page or --top, not both.');
      return {
        name,
        ...personIn(name, values),
        workspace: required(name, values, 'workspace'),
        pageId: values.top === true ? null : page,
      };
    }
    case 'page replace':
      return { name, documentId: operand(), ...personIn(name, values), ...wordsIn(name, values) };
    case 'page split': {
      const [level, blockId] = [optional(values, 'level'), optional(values, 'block')];
      if ((level === undefined) === (blockId === undefined)) {
        throw new UsageError('"page split" needs --level or --block.');
      }
      return { name, documentId: operand(), ...personIn(name, values), level, blockId };
    }
    case 'page merge':
      return {
        name,
        documentId: operand(),
        ...personIn(name, values),
        into: required(name, values, 'into'),
        mayChangeReaders: values['other-readers'] === true,
      };
    case 'page archive':
    case 'page unarchive':
    case 'page unmake':
    case 'page links':
      return { name, documentId: operand(), ...personIn(name, values) };
    default:
      return null;
  }
}

function personIn(name: string, values: Given<Option>): { username: string } {
  return { username: required(name, values, 'username') };
}

/** What is put in place may be nothing, and that is said. */
function wordsIn(name: string, values: Given<Option>) {
  const { with: by } = values;
  if (typeof by !== 'string') throw new UsageError(`"${name}" needs --with.`);
  return {
    find: required(name, values, 'find'),
    with: by,
    matchesCase: values['match-case'] === true,
    wholeWords: values['whole-words'] === true,
  };
}

function placeIn(name: string, values: Given<Option>): Place {
  const [parent, after] = [optional(values, 'parent'), optional(values, 'after')];
  if (parent && values.top) throw new UsageError(`"${name}" takes --parent or --top, not both.`);
  if (after && values.first) throw new UsageError(`"${name}" takes --after or --first, not both.`);
  return { parentId: values.top ? null : parent, after: values.first ? null : after };
}

import { THREAD_STATES, type ThreadState } from '@plenum/domain/comments/types';
import { DOCUMENT_KINDS, type DocumentKind } from '@plenum/domain/documents/schema';
import { SEARCH_KINDS, type SearchKind } from '@plenum/domain/search/kinds';
import { EXPORT_NAMES, type ExportName, IMPORT_NAMES, type ImportName } from '@plenum/formats/format-names';
import { STANDARD_INPUT } from './data/input.ts';
import { choice, type Given, optional, required, UsageError } from './usage.ts';

/** What is done in a workspace for a person, with their rights. */
interface InWorkspace {
  username: string;
  /** Its id, or the end of its address. */
  workspace: string;
}

/** What is done with a document for a person, with their rights. */
interface WithDocument {
  username: string;
  documentId: string;
}

/** The formats that this program writes: a PDF is made by browsers. */
const EXPORTED = EXPORT_NAMES.filter((name) => name !== 'pdf');

/** What the command line was asked to do with documents. A file is a path, or `-` for standard input. */
export type DocumentCommand =
  | ({ name: 'document list' } & InWorkspace)
  | ({ name: 'document changes' } & InWorkspace)
  | ({
      name: 'document create';
      title: string;
      kind: DocumentKind;
      parentId: string | undefined;
      file: string | undefined;
    } & InWorkspace)
  | ({
      name: 'document import';
      file: string;
      format: ImportName | undefined;
      title: string | undefined;
    } & InWorkspace)
  | ({ name: 'document export'; format: ExportName; output: string | undefined } & WithDocument)
  | ({ name: 'document close' | 'document open' } & WithDocument)
  | ({ name: 'version list' } & WithDocument)
  | ({ name: 'version create'; versionName: string } & WithDocument)
  | ({ name: 'version restore'; versionId: string } & WithDocument)
  | ({ name: 'comment list'; state: ThreadState } & WithDocument)
  | ({ name: 'comment add'; threadId: string | undefined; file: string } & WithDocument)
  | ({ name: 'comment resolve'; threadId: string } & WithDocument)
  | {
      name: 'search';
      username: string;
      words: string;
      workspace: string | undefined;
      kind: SearchKind | undefined;
    };

/** How these commands are called. */
export const DOCUMENT_USAGE = `
For a person, with their rights; FILE may be - for standard input:
  document list --username NAME --workspace SLUG
  document changes --username NAME --workspace SLUG
                                              list the documents that were written in lately, and by whom
  document create --username NAME --workspace SLUG --title TITLE [--kind ${DOCUMENT_KINDS.join('|')}]
                  [--parent DOCUMENT] [--file FILE]
                                              make a document, of Markdown if there is a file, and print its id
  document import FILE --username NAME --workspace SLUG [--title TITLE]
                  [--format ${IMPORT_NAMES.join('|')}]
                                              make a document of a file and print its id
  document export DOCUMENT --username NAME --format ${EXPORTED.join('|')}
                  [--output FILE]             write a document to a file or to standard output
  document close DOCUMENT --username NAME     close a document for writing
  document open DOCUMENT --username NAME      open it for writing again
  version list DOCUMENT --username NAME       list the named versions of a document
  version create DOCUMENT --username NAME --name NAME
                                              give a document as it is now a name
  version restore DOCUMENT --username NAME --version VERSION
                                              make a document what it was in a version, by one more edit
  comment list DOCUMENT --username NAME [--state ${THREAD_STATES.join('|')}]
  comment add DOCUMENT --username NAME [--thread THREAD] [--file FILE]
                                              say what is on standard input or in a file
  comment resolve DOCUMENT --username NAME --thread THREAD
  search WORDS --username NAME [--workspace SLUG] [--kind ${SEARCH_KINDS.join('|')}]
                                              find what this person may read, here or everywhere`;

/** The options of these commands that no other command has. */
export const DOCUMENT_OPTIONS = {
  workspace: { type: 'string' },
  title: { type: 'string' },
  kind: { type: 'string' },
  parent: { type: 'string' },
  file: { type: 'string' },
  format: { type: 'string' },
  output: { type: 'string' },
  version: { type: 'string' },
  thread: { type: 'string' },
  state: { type: 'string' },
} as const;

type Option = keyof typeof DOCUMENT_OPTIONS | 'username' | 'name';

/** The options of each of these commands beside --json and --help. */
export const DOCUMENT_ALLOWED: Record<DocumentCommand['name'], Option[]> = {
  'document list': ['username', 'workspace'],
  'document changes': ['username', 'workspace'],
  'document create': ['username', 'workspace', 'title', 'kind', 'parent', 'file'],
  'document import': ['username', 'workspace', 'title', 'format'],
  'document export': ['username', 'format', 'output'],
  'document close': ['username'],
  'document open': ['username'],
  'version list': ['username'],
  'version create': ['username', 'name'],
  'version restore': ['username', 'version'],
  'comment list': ['username', 'state'],
  'comment add': ['username', 'thread', 'file'],
  'comment resolve': ['username', 'thread'],
  search: ['username', 'workspace', 'kind'],
};

/** Those that are about no one document. */
const WITHOUT_DOCUMENT = ['document list', 'document changes', 'document create'];

/** Those that are told something after their name, and what that is. */
export const DOCUMENT_OPERANDS: Record<string, string> = {
  ...Object.fromEntries(
    Object.keys(DOCUMENT_ALLOWED)
      .filter((name) => !WITHOUT_DOCUMENT.includes(name))
      .map((name) => [name, 'DOCUMENT']),
  ),
  'document import': 'FILE',
  search: 'WORDS',
};

/**
 * Understands one of these commands; null for another one.
 * @param operand what it is told after its name.
 * @throws UsageError that says in one sentence what is wrong with it.
 */
export function documentCommandOf(
  name: string,
  { values, operand, json }: { values: Given<Option>; operand: () => string; json: boolean },
): DocumentCommand | null {
  const inWorkspace = () => ({
    username: required(name, values, 'username'),
    workspace: required(name, values, 'workspace'),
  });
  const withDocument = () => ({ documentId: operand(), username: required(name, values, 'username') });
  switch (name) {
    case 'document list':
    case 'document changes':
      return { name, ...inWorkspace() };
    case 'document create':
      return {
        name,
        ...inWorkspace(),
        title: required(name, values, 'title'),
        kind: choice(values, 'kind', DOCUMENT_KINDS) ?? 'pad',
        parentId: optional(values, 'parent'),
        file: optional(values, 'file'),
      };
    case 'document import': {
      const file = operand();
      const format = choice(values, 'format', IMPORT_NAMES);
      if (file === STANDARD_INPUT && !format) {
        throw new UsageError(`"${name}" needs --format for standard input, which has no name.`);
      }
      return { name, ...inWorkspace(), file, format, title: optional(values, 'title') };
    }
    case 'document export': {
      const command = { name, ...withDocument(), output: optional(values, 'output') } as const;
      required(name, values, 'format');
      const format = choice(values, 'format', EXPORTED) ?? 'markdown';
      if (json && command.output === undefined) {
        throw new UsageError(`"${name}" needs --output with --json: standard output has one or the other.`);
      }
      return { ...command, format };
    }
    case 'document close':
    case 'document open':
    case 'version list':
      return { name, ...withDocument() };
    case 'version create':
      return { name, ...withDocument(), versionName: required(name, values, 'name') };
    case 'version restore':
      return { name, ...withDocument(), versionId: required(name, values, 'version') };
    case 'comment list':
      return { name, ...withDocument(), state: choice(values, 'state', THREAD_STATES) ?? 'all' };
    case 'comment add':
      return {
        name,
        ...withDocument(),
        threadId: optional(values, 'thread'),
        file: optional(values, 'file') ?? STANDARD_INPUT,
      };
    case 'comment resolve':
      return { name, ...withDocument(), threadId: required(name, values, 'thread') };
    case 'search':
      return {
        name,
        words: operand(),
        username: required(name, values, 'username'),
        workspace: optional(values, 'workspace'),
        kind: choice(values, 'kind', SEARCH_KINDS),
      };
    default:
      return null;
  }
}

import { PUBLIC_COVERS, type PublicCover } from '@plenum/domain/publications/schema';
import { choice, type Given, optional, required } from './usage.ts';

/** What the command line was asked to do with what the public reads, for a person, with their rights. */
export type PublicationCommand = { username: string; documentId: string } & (
  | { name: 'publication show' | 'publication remove' }
  | { name: 'publication look'; file: string }
  | {
      name: 'publication update';
      address: string | undefined;
      covers: PublicCover | undefined;
      isIndexed: boolean | undefined;
      hasFeed: boolean | undefined;
    }
);

/** How these commands are called. */
export const PUBLICATION_USAGE = `  publication show DOCUMENT --username NAME   tell how a document is public, and which pages are with it
  publication update DOCUMENT --username NAME [--address SLUG] [--covers document|branch|wiki]
              [--indexed yes|no] [--feed yes|no]
                                              make what stands in a document, and below it, the public version
  publication look DOCUMENT --username NAME --file FILE
                                              change the look of its public pages by JSON, as the API has it
  publication remove DOCUMENT --username NAME make it public no more`;

/** The options of these commands that no other command has. */
export const PUBLICATION_OPTIONS = {
  address: { type: 'string' },
  covers: { type: 'string' },
  indexed: { type: 'string' },
  feed: { type: 'string' },
} as const;

type Option = keyof typeof PUBLICATION_OPTIONS | 'username' | 'file';

/** The options of each of these commands beside --json and --help. */
export const PUBLICATION_ALLOWED: Record<PublicationCommand['name'], Option[]> = {
  'publication show': ['username'],
  'publication update': ['username', 'address', 'covers', 'indexed', 'feed'],
  'publication look': ['username', 'file'],
  'publication remove': ['username'],
};

/** Each is told a document after its name. */
export const PUBLICATION_OPERANDS: Record<string, string> = Object.fromEntries(
  Object.keys(PUBLICATION_ALLOWED).map((name) => [name, 'DOCUMENT']),
);

/**
 * Understands one of these commands; null for another one.
 * @param operand what it is told after its name.
 * @throws UsageError that says in one sentence what is wrong with it.
 */
export function publicationCommandOf(
  name: string,
  { values, operand }: { values: Given<Option>; operand: () => string },
): PublicationCommand | null {
  const about = () => ({ documentId: operand(), username: required(name, values, 'username') });
  switch (name) {
    case 'publication show':
    case 'publication remove':
      return { name, ...about() };
    case 'publication look':
      return { name, ...about(), file: required(name, values, 'file') };
    case 'publication update':
      return {
        name,
        ...about(),
        address: optional(values, 'address'),
        covers: choice(values, 'covers', PUBLIC_COVERS),
        isIndexed: yesOrNo(values, 'indexed'),
        hasFeed: yesOrNo(values, 'feed'),
      };
    default:
      return null;
  }
}

function yesOrNo(values: Given<Option>, option: Option): boolean | undefined {
  const chosen = choice(values, option, ['yes', 'no']);
  return chosen === undefined ? undefined : chosen === 'yes';
}

import { type Given, required } from './usage.ts';

/** What the command line was asked to do with somebody's inbox, with their rights. */
export type InboxCommand = { username: string } & (
  | { name: 'inbox list'; all: boolean }
  | { name: 'inbox read' }
  | { name: 'document watch'; documentId: string; isBranch: boolean }
  | { name: 'document unwatch'; documentId: string }
);

/** How these commands are called. */
export const INBOX_USAGE = `  inbox list --username NAME [--all]          list what is new in somebody's inbox, or all of it
  inbox read --username NAME                  take all of it as read
  document watch DOCUMENT --username NAME [--all-below]
                                              watch a document, or with it all that lies below
  document unwatch DOCUMENT --username NAME   watch it no longer`;

/** The options of these commands that no other command has. */
export const INBOX_OPTIONS = {
  all: { type: 'boolean' },
  'all-below': { type: 'boolean' },
} as const;

type Option = keyof typeof INBOX_OPTIONS | 'username';

/** The options of each of these commands beside --json and --help. */
export const INBOX_ALLOWED: Record<InboxCommand['name'], Option[]> = {
  'inbox list': ['username', 'all'],
  'inbox read': ['username'],
  'document watch': ['username', 'all-below'],
  'document unwatch': ['username'],
};

/** Those that are told something after their name, and what that is. */
export const INBOX_OPERANDS: Record<string, string> = {
  'document watch': 'DOCUMENT',
  'document unwatch': 'DOCUMENT',
};

/**
 * Understands one of these commands; null for another one.
 * @param operand what it is told after its name.
 * @throws UsageError that says in one sentence what is wrong with it.
 */
export function inboxCommandOf(
  name: string,
  { values, operand }: { values: Given<Option>; operand: () => string },
): InboxCommand | null {
  const person = () => ({ username: required(name, values, 'username') });
  switch (name) {
    case 'inbox list':
      return { name, ...person(), all: values.all === true };
    case 'inbox read':
      return { name, ...person() };
    case 'document watch':
      return { name, documentId: operand(), ...person(), isBranch: values['all-below'] === true };
    case 'document unwatch':
      return { name, documentId: operand(), ...person() };
    default:
      return null;
  }
}

import { choice, type Given, optional, required } from './usage.ts';

/** What a workspace goes out as. */
export const EXPORTED_AS = ['archive', 'site'] as const;

/** What the command line was asked to move in or out, for a person who runs the workspace. */
export type TransferCommand = { username: string; workspace: string } & (
  | {
      name: 'workspace export';
      branch: string | undefined;
      as: (typeof EXPORTED_AS)[number];
      output: string;
    }
  | {
      name: 'workspace import';
      file: string;
      below: string | undefined;
      report: string | undefined;
      again: boolean;
    }
);

/** How these commands are called. */
export const TRANSFER_USAGE = `  workspace export --username NAME --workspace SLUG --output FILE [--branch DOCUMENT] [--as archive|site]
                                              write a workspace, or a document with all below it, into one ZIP: an
                                              archive that can be imported again, or a site of files
  workspace import FILE --username NAME --workspace SLUG [--below DOCUMENT] [--report FILE] [--again]
                                              make pages of a ZIP or a folder: an archive of Plenum, a DokuWiki, a folder
                                              of Markdown, or what Obsidian, Outline, Notion, HedgeDoc or Etherpad
                                              exported; called once more it goes on where it was interrupted`;

/** The options of these commands that no other command has. */
export const TRANSFER_OPTIONS = {
  branch: { type: 'string' },
  as: { type: 'string' },
  below: { type: 'string' },
  report: { type: 'string' },
  again: { type: 'boolean' },
} as const;

type Option = keyof typeof TRANSFER_OPTIONS | 'username' | 'workspace' | 'output';

/** The options of each of these commands beside --json and --help. */
export const TRANSFER_ALLOWED: Record<TransferCommand['name'], Option[]> = {
  'workspace export': ['username', 'workspace', 'branch', 'as', 'output'],
  'workspace import': ['username', 'workspace', 'below', 'report', 'again'],
};

/** Those that are told something after their name, and what that is. */
export const TRANSFER_OPERANDS: Record<string, string> = { 'workspace import': 'FILE' };

/**
 * Understands one of these commands; null for another one.
 * @param operand what it is told after its name.
 * @throws UsageError that says in one sentence what is wrong with it.
 */
export function transferCommandOf(
  name: string,
  { values, operand }: { values: Given<Option>; operand: () => string },
): TransferCommand | null {
  const place = () => ({
    username: required(name, values, 'username'),
    workspace: required(name, values, 'workspace'),
  });
  switch (name) {
    case 'workspace export':
      return {
        name,
        ...place(),
        branch: optional(values, 'branch'),
        as: choice(values, 'as', EXPORTED_AS) ?? 'archive',
        output: required(name, values, 'output'),
      };
    case 'workspace import':
      return {
        name,
        file: operand(),
        ...place(),
        below: optional(values, 'below'),
        report: optional(values, 'report'),
        again: values.again === true,
      };
    default:
      return null;
  }
}

import { EXPORT_FORMS, type ExportForm } from '@plenum/domain/transfers/forms';
import { TRANSFER_LOCALES, type TransferLocale } from '@plenum/domain/transfers/schema';
import { choice, type Given, optional, required } from './usage.ts';

/** What the command line was asked to move in or out, for a person who may make pages in the workspace. */
export type TransferCommand = { username: string; workspace: string } & (
  | { name: 'transfer list' }
  | { name: 'transfer start'; branch: string | undefined; as: ExportForm; language: TransferLocale }
  | {
      name: 'transfer send';
      file: string;
      below: string | undefined;
      again: boolean;
      language: TransferLocale;
    }
  | { name: 'transfer show'; transferId: string }
  | { name: 'transfer end'; transferId: string }
  | { name: 'transfer fetch'; transferId: string; output: string }
  | {
      name: 'workspace export';
      branch: string | undefined;
      as: ExportForm;
      output: string;
      language: TransferLocale;
    }
  | {
      name: 'workspace import';
      file: string;
      below: string | undefined;
      report: string | undefined;
      again: boolean;
      language: TransferLocale;
    }
);

/** How these commands are called. */
export const TRANSFER_USAGE = `  workspace export --username NAME --workspace SLUG --output FILE [--branch DOCUMENT] [--as archive|site|pdf]
                   [--language en|de]         write a workspace, or a document with all below it, into one file: a ZIP
                                              that can be imported again, a ZIP that is a site of files, or a PDF
  workspace import FILE --username NAME --workspace SLUG [--below DOCUMENT] [--report FILE] [--again]
                   [--language en|de]         make pages of a ZIP or a folder: an archive of Plenum, a DokuWiki, a folder
                                              of Markdown, or what Obsidian, Outline, Notion, HedgeDoc or Etherpad
                                              exported; called once more it goes on where it was interrupted
  transfer start --username NAME --workspace SLUG [--branch DOCUMENT] [--as archive|site|pdf] [--language en|de]
                                              have the running Plenum make such a file, and print an id
  transfer send FILE --username NAME --workspace SLUG [--below DOCUMENT] [--again] [--language en|de]
                                              have the running Plenum import a ZIP, and print an id
  transfer list --username NAME --workspace SLUG
                                              list what a person has moved in or out in the last day
  transfer show ID --username NAME --workspace SLUG
                                              tell how far it is, and what did not come along
  transfer fetch ID --username NAME --workspace SLUG --output FILE
                                              write what was made into a file
  transfer end ID --username NAME --workspace SLUG
                                              cancel it, or forget it where it has ended`;

/** The options of these commands that no other command has. */
export const TRANSFER_OPTIONS = {
  branch: { type: 'string' },
  as: { type: 'string' },
  below: { type: 'string' },
  report: { type: 'string' },
  again: { type: 'boolean' },
  language: { type: 'string' },
} as const;

type Option = keyof typeof TRANSFER_OPTIONS | 'username' | 'workspace' | 'output';

/** The options of each of these commands beside --json and --help. */
export const TRANSFER_ALLOWED: Record<TransferCommand['name'], Option[]> = {
  'workspace export': ['username', 'workspace', 'branch', 'as', 'output', 'language'],
  'workspace import': ['username', 'workspace', 'below', 'report', 'again', 'language'],
  'transfer start': ['username', 'workspace', 'branch', 'as', 'language'],
  'transfer send': ['username', 'workspace', 'below', 'again', 'language'],
  'transfer list': ['username', 'workspace'],
  'transfer show': ['username', 'workspace'],
  'transfer fetch': ['username', 'workspace', 'output'],
  'transfer end': ['username', 'workspace'],
};

/** Those that are told something after their name, and what that is. */
export const TRANSFER_OPERANDS: Record<string, string> = {
  'workspace import': 'FILE',
  'transfer send': 'FILE',
  'transfer show': 'ID',
  'transfer fetch': 'ID',
  'transfer end': 'ID',
};

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
        as: choice(values, 'as', EXPORT_FORMS) ?? 'archive',
        output: required(name, values, 'output'),
        language: languageIn(values),
      };
    case 'workspace import':
      return {
        name,
        file: operand(),
        ...place(),
        below: optional(values, 'below'),
        report: optional(values, 'report'),
        again: values.again === true,
        language: languageIn(values),
      };
    case 'transfer list':
      return { name, ...place() };
    case 'transfer start':
      return {
        name,
        ...place(),
        branch: optional(values, 'branch'),
        as: choice(values, 'as', EXPORT_FORMS) ?? 'archive',
        language: languageIn(values),
      };
    case 'transfer send':
      return {
        name,
        file: operand(),
        ...place(),
        below: optional(values, 'below'),
        again: values.again === true,
        language: languageIn(values),
      };
    case 'transfer show':
      return { name, transferId: operand(), ...place() };
    case 'transfer end':
      return { name, transferId: operand(), ...place() };
    case 'transfer fetch':
      return { name, transferId: operand(), ...place(), output: required(name, values, 'output') };
    default:
      return null;
  }
}

/** The language of what is made: English unless it is said. */
function languageIn(values: Given<Option>): TransferLocale {
  return choice(values, 'language', TRANSFER_LOCALES) ?? 'en';
}

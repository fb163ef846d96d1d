import { parseArgs } from 'node:util';
import { type InstanceSettings, instanceSettingsSchema, REGISTRATIONS } from '@plenum/domain/accounts/schema';
import type { ZodType } from 'zod';
import {
  DOCUMENT_ALLOWED,
  DOCUMENT_OPERANDS,
  DOCUMENT_OPTIONS,
  DOCUMENT_USAGE,
  type DocumentCommand,
  documentCommandOf,
} from './document-arguments.ts';
import {
  INBOX_ALLOWED,
  INBOX_OPERANDS,
  INBOX_OPTIONS,
  INBOX_USAGE,
  type InboxCommand,
  inboxCommandOf,
} from './inbox-arguments.ts';
import {
  PAGE_ALLOWED,
  PAGE_OPERANDS,
  PAGE_OPTIONS,
  PAGE_USAGE,
  type PageCommand,
  pageCommandOf,
} from './page-arguments.ts';
import {
  PUBLICATION_ALLOWED,
  PUBLICATION_OPERANDS,
  PUBLICATION_OPTIONS,
  PUBLICATION_USAGE,
  type PublicationCommand,
  publicationCommandOf,
} from './publication-arguments.ts';
import {
  TASK_ALLOWED,
  TASK_OPERANDS,
  TASK_OPTIONS,
  TASK_USAGE,
  type TaskCommand,
  taskCommandOf,
} from './task-arguments.ts';
import {
  TRANSFER_ALLOWED,
  TRANSFER_OPERANDS,
  TRANSFER_OPTIONS,
  TRANSFER_USAGE,
  type TransferCommand,
  transferCommandOf,
} from './transfer-arguments.ts';
import { choice, required, UsageError } from './usage.ts';

/** What the command line was asked to do. */
export type Command =
  | { name: 'start' }
  | { name: 'migrate' }
  | { name: 'doctor' }
  | { name: 'reproject' }
  | { name: 'user create'; username: string; admin: boolean }
  | { name: 'token create'; username: string; label: string }
  | { name: 'group list' }
  | { name: 'group create'; username: string; groupName: string }
  | { name: 'workspace list' }
  | { name: 'workspace restore'; slug: string }
  | { name: 'instance settings'; changes: Partial<InstanceSettings> }
  | { name: 'backup'; file: string }
  | { name: 'restore'; file: string }
  | DocumentCommand
  | PageCommand
  | InboxCommand
  | TaskCommand
  | PublicationCommand
  | TransferCommand
  | { name: 'help' };

/** A command and how its answer is to be written. */
export interface Invocation {
  command: Command;
  /** For machines: one JSON value on standard output. */
  json: boolean;
}

/** How the commands are called. */
export const USAGE = `Usage: npm run --silent plenum -- COMMAND [--json]

  start                                       run Plenum until Ctrl-C
  migrate                                     bring the database up to date
  doctor                                      check what Plenum needs
  user create --username NAME --password-stdin [--admin]
                                              make an account; the password is read from standard input
  token create --username NAME --name LABEL   make an API token and print it, this once
  group list                                  list all groups
  group create --username NAME --name NAME    make a group that this person runs, and print its id
  workspace list                              list all workspaces
  workspace restore SLUG                      take back that a workspace was deleted, for thirty days
  instance settings [--registration nobody|invited|anyone] [--guests-write yes|no] [--guest-pads yes|no]
                    [--file-megabytes N] [--workspace-megabytes N]
                                              change how the instance is set up, and tell how it is
  backup FILE                                 write database, keys and files into one file, while people work
  restore FILE                                make this stopped, empty instance what a backup holds
  reproject                                   derive anew from all documents what lists and search read
${DOCUMENT_USAGE}
${PAGE_USAGE}
${PUBLICATION_USAGE}
${INBOX_USAGE}
${TASK_USAGE}
${TRANSFER_USAGE}`;

const OPTIONS = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  username: { type: 'string' },
  name: { type: 'string' },
  'password-stdin': { type: 'boolean' },
  admin: { type: 'boolean' },
  registration: { type: 'string' },
  'guests-write': { type: 'string' },
  'guest-pads': { type: 'string' },
  'file-megabytes': { type: 'string' },
  'workspace-megabytes': { type: 'string' },
  ...DOCUMENT_OPTIONS,
  ...PAGE_OPTIONS,
  ...PUBLICATION_OPTIONS,
  ...INBOX_OPTIONS,
  ...TASK_OPTIONS,
  ...TRANSFER_OPTIONS,
} as const;

type Option = keyof typeof OPTIONS;

/** The options of each command beside --json and --help. */
const ALLOWED: Record<string, Option[]> = {
  start: [],
  migrate: [],
  doctor: [],
  'user create': ['username', 'password-stdin', 'admin'],
  'token create': ['username', 'name'],
  'group list': [],
  'group create': ['username', 'name'],
  'workspace list': [],
  'workspace restore': [],
  'instance settings': [
    'registration',
    'guests-write',
    'guest-pads',
    'file-megabytes',
    'workspace-megabytes',
  ],
  backup: [],
  restore: [],
  reproject: [],
  ...DOCUMENT_ALLOWED,
  ...PAGE_ALLOWED,
  ...PUBLICATION_ALLOWED,
  ...INBOX_ALLOWED,
  ...TASK_ALLOWED,
  ...TRANSFER_ALLOWED,
};

/** The commands that are told something after their name, and what that is. */
const WITH_OPERAND: Record<string, string> = {
  backup: 'FILE',
  restore: 'FILE',
  'workspace restore': 'SLUG',
  ...DOCUMENT_OPERANDS,
  ...PAGE_OPERANDS,
  ...PUBLICATION_OPERANDS,
  ...INBOX_OPERANDS,
  ...TASK_OPERANDS,
  ...TRANSFER_OPERANDS,
};

/**
 * Understands a command line.
 * @throws UsageError that says in one sentence what is wrong with it.
 */
export function parseCommandLine(args: string[]): Invocation {
  const { values, positionals } = parse(args);
  const json = values.json ?? false;
  const { name, operand } = splitPositionals(positionals);
  if (values.help || name === 'help') return { command: { name: 'help' }, json };
  if (name === '') throw new UsageError('A command is missing.');
  const allowed = Object.hasOwn(ALLOWED, name) ? ALLOWED[name] : undefined;
  if (!allowed) throw new UsageError(`There is no command "${name}".`);
  for (const option of Object.keys(values)) {
    if (option !== 'json' && !allowed.some((each) => each === option)) {
      throw new UsageError(`"${name}" has no option --${option}.`);
    }
  }
  return { command: commandOf(name, { values, operand, json }), json };
}

type Values = ReturnType<typeof parse>['values'];

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    // Only the first sentence: what follows explains parseArgs, not this program.
    const [said] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new UsageError(`${said}.`);
  }
}

/** The longest beginning that is a command with an operand, and that; everything where there is none. */
function splitPositionals(positionals: string[]): { name: string; operand: string | undefined } {
  for (const words of [2, 1]) {
    const name = positionals.slice(0, words).join(' ');
    if (!Object.hasOwn(WITH_OPERAND, name)) continue;
    const [operand, ...more] = positionals.slice(words);
    if (more.length > 0) throw new UsageError(`"${name}" takes one ${WITH_OPERAND[name]}.`);
    return { name, operand };
  }
  return { name: positionals.join(' '), operand: undefined };
}

function commandOf(
  name: string,
  { values, operand, json }: { values: Values; operand: string | undefined; json: boolean },
): Command {
  const told = { values, operand: () => given(name, operand), json };
  const about =
    documentCommandOf(name, told) ??
    pageCommandOf(name, told) ??
    publicationCommandOf(name, told) ??
    inboxCommandOf(name, told) ??
    taskCommandOf(name, told) ??
    transferCommandOf(name, told);
  if (about) return about;
  switch (name) {
    case 'backup':
    case 'restore':
      return { name, file: given(name, operand) };
    case 'workspace restore':
      return { name, slug: given(name, operand) };
    case 'group create':
      return {
        name,
        username: required(name, values, 'username'),
        groupName: required(name, values, 'name'),
      };
    case 'user create':
      if (!values['password-stdin']) throw new UsageError('"user create" needs --password-stdin.');
      return { name, username: required(name, values, 'username'), admin: values.admin ?? false };
    case 'token create':
      return { name, username: required(name, values, 'username'), label: required(name, values, 'name') };
    case 'instance settings':
      return { name, changes: settingsIn(values) };
    case 'start':
    case 'migrate':
    case 'doctor':
    case 'group list':
    case 'workspace list':
    case 'reproject':
      return { name };
    default:
      throw new UsageError(`There is no command "${name}".`);
  }
}

function given(name: string, operand: string | undefined): string {
  if (!operand) throw new UsageError(`"${name}" needs a ${WITH_OPERAND[name]}.`);
  return operand;
}

function settingsIn(values: Values): Partial<InstanceSettings> {
  const registration = choice(values, 'registration', REGISTRATIONS);
  const guestsWrite = choice(values, 'guests-write', ['yes', 'no']);
  const guestPads = choice(values, 'guest-pads', ['yes', 'no']);
  const { shape } = instanceSettingsSchema;
  const fileMegabytes = number(values, 'file-megabytes', shape.fileMegabytes);
  const workspaceMegabytes = number(values, 'workspace-megabytes', shape.workspaceMegabytes);
  return {
    ...(registration !== undefined && { registration }),
    ...(guestsWrite !== undefined && { guestsWrite: guestsWrite === 'yes' }),
    ...(guestPads !== undefined && { guestPads: guestPads === 'yes' }),
    ...(fileMegabytes !== undefined && { fileMegabytes }),
    ...(workspaceMegabytes !== undefined && { workspaceMegabytes }),
  };
}

function number(
  values: Values,
  option: 'file-megabytes' | 'workspace-megabytes',
  schema: ZodType<number>,
): number | undefined {
  if (values[option] === undefined) return undefined;
  const parsed = schema.safeParse(values[option]);
  if (!parsed.success) throw new UsageError(`--${option}: ${parsed.error.issues[0]?.message}`);
  return parsed.data;
}

import { expect, test } from 'vitest';
import { parseCommandLine } from './arguments.ts';
import { UsageError } from './usage.ts';

test.each([
  [[], 'A command is missing.'],
  [['user'], 'There is no command "user".'],
  [['constructor'], 'There is no command "constructor".'],
  [['start', '--fast'], "Unknown option '--fast'."],
  [['start', '--admin'], '"start" has no option --admin.'],
  [['user', 'create', '--username', 'eva'], '"user create" needs --password-stdin.'],
  [['user', 'create', '--password-stdin'], '"user create" needs --username.'],
  [['token', 'create', '--username', 'eva'], '"token create" needs --name.'],
  [['group', 'create', '--username', 'eva'], '"group create" needs --name.'],
  [['group', 'list', '--name', 'x'], '"group list" has no option --name.'],
  [['workspace', 'restore'], '"workspace restore" needs a SLUG.'],
  [['workspace', 'restore', 'one', 'two'], '"workspace restore" takes one SLUG.'],
  [['workspace', 'list', 'one'], 'There is no command "workspace list one".'],
  [['instance', 'settings', '--guest-pads', 'maybe'], '--guest-pads is one of yes, no.'],
  [['instance', 'settings', '--file-megabytes', '501'], '--file-megabytes: Enter a number from 1 to 500.'],
  [['instance', 'settings', '--registration', 'all'], '--registration is one of nobody, invited, anyone.'],
  [['backup'], '"backup" needs a FILE.'],
  [['restore', 'one', 'two'], '"restore" takes one FILE.'],
  [['document', 'list', '--username', 'eva'], '"document list" needs --workspace.'],
  [['document', 'import', '--username', 'eva'], '"document import" needs a FILE.'],
  [
    ['document', 'import', '-', '--username', 'eva', '--workspace', 'forest'],
    '"document import" needs --format for standard input, which has no name.',
  ],
  [
    ['document', 'export', 'id', '--username', 'eva', '--format', 'pdf'],
    '--format is one of markdown, html, docx, odt, text, etherpad, json.',
  ],
  [['document', 'export', 'id', '--username', 'eva'], '"document export" needs --format.'],
  [
    ['document', 'export', 'id', '--username', 'eva', '--format', 'json', '--json'],
    '"document export" needs --output with --json: standard output has one or the other.',
  ],
  [['version', 'list', 'id'], '"version list" needs --username.'],
  [['version', 'restore', 'id', '--username', 'eva'], '"version restore" needs --version.'],
  [['comment', 'resolve', 'id', '--username', 'eva'], '"comment resolve" needs --thread.'],
  [['comment', 'list', 'one', 'two'], '"comment list" takes one DOCUMENT.'],
  [
    ['comment', 'list', 'id', '--username', 'eva', '--state', 'old'],
    '--state is one of open, resolved, all.',
  ],
  [['page', 'replace', 'id', '--username', 'eva', '--find', 'a'], '"page replace" needs --with.'],
  [['page', 'split', 'id', '--username', 'eva'], '"page split" needs --level or --block.'],
  [['page', 'move', 'id', '--username', 'eva'], '"page move" needs --parent, --top, --after or --first.'],
  [
    ['page', 'make', 'id', '--username', 'eva', '--parent', 'x', '--top'],
    '"page make" takes --parent or --top, not both.',
  ],
  [
    ['page', 'create', '--username', 'eva', '--workspace', 'w', '--title', 't', '--after', 'x', '--first'],
    '"page create" takes --after or --first, not both.',
  ],
  [
    ['tasks', 'edit', 'id', '--username', 'eva', '--task', 'x', '--after-done'],
    '--after-done goes with a rule: --repeat RULE --after-done.',
  ],
  [
    ['tasks', 'edit', 'id', '--username', 'eva', '--task', 'x', '--repeat', 'none', '--by-calendar'],
    '--by-calendar goes with a rule: --repeat RULE --by-calendar.',
  ],
  [
    ['tasks', 'add', 'id', '--username', 'eva', '--title', 'x', '--after-done', '--by-calendar'],
    'A rule counts --after-done or --by-calendar, not both.',
  ],
  [['backup', 'one', '--admin'], '"backup" has no option --admin.'],
  [['token', 'create', '--username', 'eva', '--name'], "Option '--name <value>' argument missing."],
])('CLI-1 wrong usage is told in one sentence: %j', (args, sentence) => {
  expect(() => parseCommandLine(args)).toThrow(new UsageError(sentence));
});

test.each([
  [['start'], { command: { name: 'start' }, json: false }],
  [['doctor', '--json'], { command: { name: 'doctor' }, json: true }],
  [
    ['user', 'create', '--username', 'eva', '--password-stdin', '--admin'],
    { command: { name: 'user create', username: 'eva', admin: true }, json: false },
  ],
  [
    ['token', 'create', '--name', 'backup script', '--username', 'eva'],
    { command: { name: 'token create', username: 'eva', label: 'backup script' }, json: false },
  ],
  [
    ['backup', '/srv/one.plenum', '--json'],
    { command: { name: 'backup', file: '/srv/one.plenum' }, json: true },
  ],
  [['group', 'list', '--json'], { command: { name: 'group list' }, json: true }],
  [
    ['group', 'create', '--name', 'Treehouse', '--username', 'eva'],
    { command: { name: 'group create', username: 'eva', groupName: 'Treehouse' }, json: false },
  ],
  [
    ['workspace', 'restore', 'forest'],
    { command: { name: 'workspace restore', slug: 'forest' }, json: false },
  ],
  [['instance', 'settings'], { command: { name: 'instance settings', changes: {} }, json: false }],
  [
    ['instance', 'settings', '--guest-pads', 'yes', '--registration', 'anyone'],
    {
      command: { name: 'instance settings', changes: { registration: 'anyone', guestPads: true } },
      json: false,
    },
  ],
  [
    ['instance', 'settings', '--file-megabytes', '100', '--workspace-megabytes', '9000'],
    {
      command: { name: 'instance settings', changes: { fileMegabytes: 100, workspaceMegabytes: 9000 } },
      json: false,
    },
  ],
  [['restore', 'user'], { command: { name: 'restore', file: 'user' }, json: false }],
  [['reproject', '--json'], { command: { name: 'reproject' }, json: true }],
  [['workspace', 'list', '--help'], { command: { name: 'help' }, json: false }],
])('CLI-10 the promised commands are understood: %j', (args, invocation) => {
  expect(parseCommandLine(args)).toEqual(invocation);
});

import { AppError } from '@plenum/domain/errors';
import { type Command, parseCommandLine, USAGE } from './arguments.ts';
import { readEnv } from './env.ts';
import { ignoreLostOutput } from './launcher/lost-output.ts';
import { UsageError } from './usage.ts';

/** What a command answers: lines for people, a value for machines, and what it has failed at, where it has. */
export interface Answer {
  lines: string[];
  value: unknown;
  /** One sentence for standard error; the exit code is 1 then, and 0 without it. */
  failure?: string | undefined;
  /** A file, which stands on standard output instead of the lines. */
  bytes?: Uint8Array;
  /** Sentences for standard error that are no failure; in the value they have words of their own. */
  notes?: string[];
}

/** Runs one command; resolves with the exit code: 0, 1 after a sentence on standard error, 2 for wrong usage. */
export async function main(args: string[]): Promise<number> {
  ignoreLostOutput();
  try {
    const { command, json } = parseCommandLine(args);
    const { lines, value, failure, bytes, notes = [] } = await run(command, { json });
    if (!json) process.stderr.write(notes.map((note) => `${note}\n`).join(''));
    if (bytes) process.stdout.write(bytes);
    const output = json ? JSON.stringify(value) : lines.join('\n');
    if (output !== '') process.stdout.write(`${output}\n`);
    if (failure === undefined) return 0;
    process.stderr.write(`${failure}\n`);
    return 1;
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n\n${USAGE}\n`);
      return 2;
    }
    process.stderr.write(`${sentenceOf(error)}\n`);
    return 1;
  }
}

/** Each command is loaded when it is asked for: the launcher has no use for a database client. */
async function run(command: Command, { json }: { json: boolean }): Promise<Answer> {
  switch (command.name) {
    case 'help':
      return { lines: [USAGE], value: { usage: USAGE } };
    case 'start':
      return (await import('./commands/start.ts')).start(readEnv(), { json });
    case 'migrate':
      return (await import('./commands/migrate.ts')).migrate(readEnv());
    case 'doctor':
      return (await import('./commands/doctor.ts')).diagnose(readEnv());
    case 'user create':
      return (await import('./commands/create-user.ts')).createUser(readEnv(), command);
    case 'token create':
      return (await import('./commands/create-token.ts')).createToken(readEnv(), command);
    case 'group list':
      return (await import('./commands/list-groups.ts')).listGroups(readEnv());
    case 'group create':
      return (await import('./commands/create-group.ts')).createGroup(readEnv(), command);
    case 'workspace list':
      return (await import('./commands/list-workspaces.ts')).listWorkspaces(readEnv());
    case 'workspace restore':
      return (await import('./commands/restore-workspace.ts')).restoreWorkspace(readEnv(), command);
    case 'workspace export':
      return (await import('./commands/transfer.ts')).exportWorkspace(readEnv(), command);
    case 'workspace import':
      return (await import('./commands/transfer.ts')).importWorkspace(readEnv(), command);
    case 'transfer start':
      return (await import('./commands/transfer-jobs.ts')).startTransfer(readEnv(), command);
    case 'transfer send':
      return (await import('./commands/transfer-jobs.ts')).sendTransfer(readEnv(), command);
    case 'transfer list':
      return (await import('./commands/transfer-jobs.ts')).listTransfersOf(readEnv(), command);
    case 'transfer show':
      return (await import('./commands/transfer-jobs.ts')).showTransfer(readEnv(), command);
    case 'transfer fetch':
      return (await import('./commands/transfer-jobs.ts')).fetchTransfer(readEnv(), command);
    case 'transfer end':
      return (await import('./commands/transfer-jobs.ts')).endTransferOf(readEnv(), command);
    case 'instance settings':
      return (await import('./commands/instance-settings.ts')).instanceSettings(readEnv(), command);
    case 'document list':
      return (await import('./commands/documents.ts')).listDocumentsOf(readEnv(), command);
    case 'document changes':
      return (await import('./commands/documents.ts')).listChangesOf(readEnv(), command);
    case 'document create':
      return (await import('./commands/documents.ts')).createDocument(readEnv(), command);
    case 'document import':
      return (await import('./commands/documents.ts')).importDocument(readEnv(), command);
    case 'document export':
      return (await import('./commands/documents.ts')).exportDocument(readEnv(), command);
    case 'document close':
    case 'document open':
      return (await import('./commands/documents.ts')).freezeDocument(readEnv(), command);
    case 'page list':
      return (await import('./commands/pages.ts')).listPages(readEnv(), command);
    case 'page create':
      return (await import('./commands/pages.ts')).createPage(readEnv(), command);
    case 'page move':
      return (await import('./commands/pages.ts')).movePage(readEnv(), command);
    case 'page make':
      return (await import('./commands/pages.ts')).makePage(readEnv(), command);
    case 'page unmake':
      return (await import('./commands/pages.ts')).unmakePage(readEnv(), command);
    case 'page split':
      return (await import('./commands/structure.ts')).splitPage(readEnv(), command);
    case 'page merge':
      return (await import('./commands/structure.ts')).mergePage(readEnv(), command);
    case 'page archive':
    case 'page unarchive':
      return (await import('./commands/structure.ts')).archivePage(readEnv(), command);
    case 'page archived':
      return (await import('./commands/structure.ts')).listArchived(readEnv(), command);
    case 'page replace':
      return (await import('./commands/pages.ts')).replaceInPage(readEnv(), command);
    case 'page about':
      return (await import('./commands/page-properties.ts')).aboutPage(readEnv(), command);
    case 'page describe':
      return (await import('./commands/page-properties.ts')).describePage(readEnv(), command);
    case 'page start':
      return (await import('./commands/pages.ts')).startPage(readEnv(), command);
    case 'page links':
      return (await import('./commands/pages.ts')).listLinks(readEnv(), command);
    case 'page broken':
    case 'page orphans':
      return (await import('./commands/pages.ts')).reportLinksOf(readEnv(), command);
    case 'publication show':
      return (await import('./commands/publications.ts')).showPublication(readEnv(), command);
    case 'publication update':
      return (await import('./commands/publications.ts')).updatePublication(readEnv(), command);
    case 'publication look':
      return (await import('./commands/publications.ts')).changePublicLook(readEnv(), command);
    case 'publication remove':
      return (await import('./commands/publications.ts')).removePublication(readEnv(), command);
    case 'page wanted':
      return (await import('./commands/pages.ts')).listWantedPages(readEnv(), command);
    case 'inbox list':
      return (await import('./commands/inbox.ts')).listInboxOf(readEnv(), command);
    case 'inbox read':
      return (await import('./commands/inbox.ts')).readInbox(readEnv(), command);
    case 'document watch':
    case 'document unwatch':
      return (await import('./commands/inbox.ts')).watchDocument(readEnv(), command);
    case 'tasks list':
      return (await import('./commands/tasks.ts')).listTasksOf(readEnv(), command);
    case 'tasks mine':
      return (await import('./commands/tasks.ts')).listMyTasksOf(readEnv(), command);
    case 'tasks add':
      return (await import('./commands/tasks.ts')).addTask(readEnv(), command);
    case 'tasks edit':
      return (await import('./commands/tasks.ts')).editTask(readEnv(), command);
    case 'tasks done':
      return (await import('./commands/tasks.ts')).finishTask(readEnv(), command);
    case 'tasks delete':
      return (await import('./commands/tasks.ts')).deleteTask(readEnv(), command);
    case 'tasks again':
      return (await import('./commands/tasks.ts')).tasksAgain(readEnv(), command);
    case 'tasks import':
      return (await import('./commands/tasks.ts')).importTasks(readEnv(), command);
    case 'tasks export':
      return (await import('./commands/tasks.ts')).exportTasks(readEnv(), command);
    case 'version list':
      return (await import('./commands/versions.ts')).listVersions(readEnv(), command);
    case 'version create':
      return (await import('./commands/versions.ts')).createVersion(readEnv(), command);
    case 'version restore':
      return (await import('./commands/versions.ts')).restoreVersion(readEnv(), command);
    case 'search':
      return (await import('./commands/search.ts')).search(readEnv(), command);
    case 'comment list':
      return (await import('./commands/comments.ts')).listComments(readEnv(), command);
    case 'comment add':
      return (await import('./commands/comments.ts')).addComment(readEnv(), command);
    case 'comment resolve':
      return (await import('./commands/comments.ts')).resolveComment(readEnv(), command);
    case 'backup':
      return (await import('./commands/backup.ts')).backup(readEnv(), command);
    case 'restore':
      return (await import('./commands/restore.ts')).restore(readEnv(), command);
    case 'reproject':
      return (await import('./commands/reproject.ts')).reproject(readEnv());
  }
}

/** Expected failures are sentences already; the others keep their trace, which is what a report of them needs. */
function sentenceOf(error: unknown): string {
  if (error instanceof AppError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

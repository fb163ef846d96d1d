import { authorize } from '@plenum/database/access/authorize';
import { getPerson } from '@plenum/database/accounts/reads';
import { createDocument } from '@plenum/database/documents/writes';
import type { Member } from '@plenum/domain/access/actor';
import type { Task } from '@plenum/domain/tasks/types';
import { readTaskList } from '@plenum/editor/tasks/task-list';
import { changeNow, readNow } from '@plenum/exchange/change-document';
import type * as Y from 'yjs';
import type { RunningCollab } from './running-collab.ts';

/** A new list of tasks in a workspace; its id. */
export async function aTaskList(
  server: RunningCollab,
  { actor, workspaceId, title = 'Kitchen' }: { actor: Member; workspaceId: string; title?: string },
): Promise<string> {
  const create = await authorize(server.db, { actor, action: 'document.create', on: workspaceId });
  const { id } = await createDocument(create, { kind: 'tasks', title, seed: null });
  return id;
}

/** Changes a list as somebody does on its page. */
export async function changeList<Result>(
  server: RunningCollab,
  { actor, on, change }: { actor: Member; on: string; change: (doc: Y.Doc) => Result },
): Promise<Result> {
  return changeNow(await authorize(server.db, { actor, action: 'document.write', on }), change);
}

/** The tasks of a list as they are committed. */
export async function tasksOf(
  server: RunningCollab,
  { actor, on }: { actor: Member; on: string },
): Promise<Task[]> {
  const grant = await authorize(server.db, { actor, action: 'document.read', on });
  return (await readNow(grant, readTaskList)).result.tasks;
}

/** The user name and a new token of somebody. */
export async function appPassword(
  server: RunningCollab,
  member: Member,
): Promise<{ username: string; password: string }> {
  const { headers } = await server.tokenOf(member);
  const on = member.personId;
  const { username } = await getPerson(
    await authorize(server.db, { actor: member, action: 'account.read', on }),
  );
  return { username, password: String(headers.Authorization).replace('Bearer ', '') };
}

/** A calendar program that has signed in. */
export class CalendarProgram {
  readonly #server: RunningCollab;
  readonly #authorization: string;
  readonly username: string;

  constructor(server: RunningCollab, { username, password }: { username: string; password: string }) {
    this.#server = server;
    this.username = username;
    this.#authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  }

  /** Asks for something; `body` is sent as it is. */
  async ask(
    method: string,
    path: string,
    { body, headers = {} }: { body?: string; headers?: Record<string, string> } = {},
  ): Promise<{ status: number; headers: Headers; text: string }> {
    const answer = await fetch(this.#server.url + path, {
      method,
      body: body ?? null,
      redirect: 'manual',
      headers: { Authorization: this.#authorization, ...headers },
    });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  }

  /** Asks for properties by their names with prefixes: d, c or s. */
  propfind(path: string, { names, depth = '0' }: { names: string[]; depth?: string }) {
    const prop = names.map((name) => `<${name}/>`).join('');
    const body = `<d:propfind ${SPACES}><d:prop>${prop}</d:prop></d:propfind>`;
    return this.ask('PROPFIND', path, { body, headers: { Depth: depth } });
  }

  report(path: string, body: string) {
    return this.ask('REPORT', path, { body, headers: { Depth: '1' } });
  }

  /** What has changed since a token. */
  async sync(path: string, token = '') {
    const answer = await this.report(
      path,
      `<d:sync-collection ${SPACES}><d:sync-token>${token}</d:sync-token><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>`,
    );
    const responses = answer.text.split('<d:response>').slice(1);
    const named = (is: boolean) =>
      responses
        .filter((one) => /<\/d:href><d:status>HTTP\/1.1 404/.test(one) !== is)
        .map((one) => decodeURIComponent(/([^/]+)<\/d:href>/.exec(one)?.[1] ?? ''));
    const next = /<d:sync-token>([^<]*)<\/d:sync-token>/.exec(answer.text)?.[1] ?? '';
    return { ...answer, token: next, changed: named(true), gone: named(false) };
  }
}

/** The namespaces that {@link CalendarProgram} writes. */
export const SPACES =
  'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:s="http://calendarserver.org/ns/"';

/** A task as a program sends it. */
export function todo(uid: string, ...lines: string[]): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//test//EN',
    'BEGIN:VTODO',
    `UID:${uid}`,
    'DTSTAMP:20260101T000000Z',
    ...lines,
    'END:VTODO',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

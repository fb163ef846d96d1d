import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { authorize } from '@plenum/database/access/authorize';
import { loadSecrets } from '@plenum/database/access/secrets';
import { signSessionToken } from '@plenum/database/access/session-token';
import { createApiToken } from '@plenum/database/accounts/writes';
import { type Database, openDatabase } from '@plenum/database/client';
import { postgresLog } from '@plenum/database/log/postgres-log';
import { createShareLink } from '@plenum/database/shares/writes';
import { aDocument, aMember, aWorkspace } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import type { Role } from '@plenum/domain/access/roles';
import * as Y from 'yjs';
import type { Credential } from './client.ts';

const MAIN = path.resolve(import.meta.dirname, '../../dist/main.js');
/** The origin that the server takes for its own. */
export const ORIGIN = 'https://plenum.test';

/** What a server is started with. */
interface RunningCollabOptions {
  databaseUrl: string;
  env?: Record<string, string>;
  /** A node of the same instance, whose keys this one has too. */
  beside?: RunningCollab;
}

/** The real server as a process of its own, in front of a web that answers with what it was asked. */
export class RunningCollab {
  readonly db: Database;
  readonly output: string[] = [];
  port = 0;
  readonly #dataDir = mkdtempSync(path.join(os.tmpdir(), 'plenum-collab-'));
  readonly #databaseUrl: string;
  readonly #env: Record<string, string>;
  /** Answers what was asked under /held. */
  readonly held: (() => void)[] = [];
  readonly #web = createServer((req, res) => {
    res.setHeader('Content-Type', 'application/json');
    const answer = () => res.end(JSON.stringify({ url: req.url, headers: req.headers }));
    if (req.url === '/held') this.held.push(answer);
    else answer();
  });
  #process: ChildProcess | null = null;

  constructor({ databaseUrl, env = {}, beside }: RunningCollabOptions) {
    this.#databaseUrl = databaseUrl;
    this.#env = env;
    if (beside) cpSync(beside.#dataDir, this.#dataDir, { recursive: true });
    const secrets = loadSecrets(this.#dataDir);
    const dataDir = this.#dataDir;
    this.db = openDatabase({
      url: databaseUrl,
      dataDir,
      secrets,
      publicUrl: ORIGIN,
      s3: null,
      redisUrl: env.REDIS_URL,
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  /** Starts the process; again on the same port after it has ended. */
  async start(): Promise<this> {
    if (!this.#web.listening) {
      this.#web.listen(0, '127.0.0.1');
      await once(this.#web, 'listening');
    }
    const child = spawn(process.execPath, [MAIN], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        PATH: process.env.PATH ?? '',
        PORT: String(this.port),
        PUBLIC_URL: ORIGIN,
        PLENUM_DATA: this.#dataDir,
        DATABASE_URL: this.#databaseUrl,
        WEB_PORT: String(this.webPort),
        ...this.#env,
      },
    });
    this.#process = child;
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => this.output.push(String(chunk)));
    const [message] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error(`The server ended: ${this.output.join('')}`))),
    ]);
    this.port = message.port;
    return this;
  }

  get webPort(): number {
    const address = this.#web.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  /** Sends a signal and waits for the end; the exit code, null when the signal ended it. */
  async kill(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return null;
    child.kill(signal);
    const [code] = await once(child, 'exit');
    return code;
  }

  /** Cuts the channel to the process, as the end of a launcher does, and waits for its end; the exit code. */
  async disconnect(): Promise<number | null> {
    const child = this.#process;
    if (!child) return null;
    child.disconnect();
    const [code] = await once(child, 'exit');
    return code;
  }

  stopWeb(): Promise<void> {
    this.#web.closeAllConnections();
    return new Promise((resolve) => this.#web.close(() => resolve()));
  }

  async close(): Promise<void> {
    await this.kill('SIGKILL');
    if (this.#web.listening) await this.stopWeb();
    await this.db.close();
    rmSync(this.#dataDir, { recursive: true, force: true });
  }

  /** A workspace with a document, and its admin. */
  async place(): Promise<{ admin: Member; workspaceId: string; documentId: string }> {
    const admin = await aMember(this.db);
    const { id: workspaceId } = await aWorkspace(this.db, admin);
    const { id: documentId } = await aDocument(this.db, { actor: admin, workspaceId });
    return { admin, workspaceId, documentId };
  }

  /** A new member of a workspace. */
  member(workspaceId: string, role: Role): Promise<Member> {
    return aMember(this.db, { workspaceId, role });
  }

  /** What a member's browser shows. */
  async cookieOf({ sessionId }: Member): Promise<Credential> {
    const token = await signSessionToken(this.db.secrets.sessionSecret, { sid: sessionId });
    return { headers: { Cookie: `a=b; __Secure-next-auth.session-token=${token}`, Origin: ORIGIN } };
  }

  /** What a member's program shows. */
  async tokenOf(member: Member): Promise<Credential> {
    const account = await authorize(this.db, {
      actor: member,
      action: 'account.manage',
      on: member.personId,
    });
    return { headers: { Authorization: `Bearer ${await createApiToken(account, 'test')}` } };
  }

  /** What the holder of a new link shows. */
  async linkTo(documentId: string, { by, role }: { by: Member; role: 'reader' | 'editor' }) {
    const grant = await authorize(this.db, { actor: by, action: 'document.share', on: documentId });
    const { id, token } = await createShareLink(grant, { role });
    const credential: Credential = { headers: {}, params: { share: token } };
    return { id, token, credential };
  }

  /** The committed content of a document. */
  async stored(documentId: string): Promise<{ text: string; rows: number; doc: Y.Doc }> {
    const opening = await postgresLog(this.db.pool).open(documentId);
    const doc = new Y.Doc();
    if (opening?.snapshot) Y.applyUpdate(doc, opening.snapshot.state);
    for (const { update } of opening?.tail ?? []) Y.applyUpdate(doc, update);
    return {
      // Only when asked for: a document is either plain text or rich.
      get text() {
        return doc.getText('content').toString();
      },
      rows: opening?.seq ?? 0,
      doc,
    };
  }
}

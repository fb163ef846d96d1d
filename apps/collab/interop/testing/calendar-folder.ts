import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const text = (value: unknown) => JSON.stringify(value);

/** A folder of somebody's computer that vdirsyncer keeps the same as their lists, and todoman works in. */
export class CalendarFolder {
  readonly path = mkdtempSync(path.join(os.tmpdir(), 'plenum-caldav-'));
  readonly #list: string;
  readonly #env: NodeJS.ProcessEnv;

  /** @param list the list that todoman adds to. */
  constructor({ url, username, password, list }: Record<'url' | 'username' | 'password' | 'list', string>) {
    this.#list = list;
    const config = path.join(this.path, 'config');
    mkdirSync(path.join(this.path, 'lists'));
    writeFileSync(
      config,
      `[general]
status_path = ${text(path.join(this.path, 'status'))}
[pair tasks]
a = "here"
b = "there"
collections = ["from b"]
[storage here]
type = "filesystem"
path = ${text(path.join(this.path, 'lists'))}
fileext = ".ics"
[storage there]
type = "caldav"
item_types = ["VTODO"]
url = ${text(url)}
username = ${text(username)}
password = ${text(password)}
`,
    );
    writeFileSync(
      path.join(this.path, 'todoman.py'),
      `path = ${text(path.join(this.path, 'lists', '*'))}\ndate_format = "%Y-%m-%d"\ntime_format = "%H:%M"\ndefault_list = ${text(list)}\n`,
    );
    this.#env = {
      ...process.env,
      ...{ HOME: this.path, VDIRSYNCER_CONFIG: config, TZ: 'Europe/Berlin', LC_ALL: 'C.UTF-8' },
    };
  }

  async discover(): Promise<void> {
    await run('sh', ['-c', 'yes | vdirsyncer discover tasks'], { env: this.#env });
  }

  /** Makes both sides the same. Rejects where something could not be, with what was said in `stderr`. */
  async sync(): Promise<void> {
    await run('vdirsyncer', ['sync'], { env: this.#env });
  }

  /** Runs todoman; what it prints. */
  async todoman(...args: string[]): Promise<string> {
    const command = ['--config', path.join(this.path, 'todoman.py'), ...args];
    return (await run('todoman', command, { env: this.#env })).stdout;
  }

  /** The files of the list, by their names. */
  files(): Map<string, string> {
    const folder = path.join(this.path, 'lists', this.#list);
    return new Map(
      readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')] as const),
    );
  }

  /** Writes a file of the list, as an editor of files does. */
  write(name: string, content: string): void {
    writeFileSync(path.join(this.path, 'lists', this.#list, name), content);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { createShareLink } from '@plenum/database/shares/writes';
import { aDocument, aMember, aWorkspace } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import { hasRole, type Role } from '@plenum/domain/access/roles';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { aPerson, type Person, type Who } from '#lib/testing/people.ts';
import { PARTS, type Things } from '#lib/testing/policy-things.ts';
import { openWebDatabase, signalOf, type Visitor } from '#lib/testing/visitor.ts';

/** The least that somebody must be; `account` is anybody signed in. `guest` is none of those who knock here. Of {@link Things}' group admins are admins, editors members. */
export type Least = 'everybody' | 'guest' | 'account' | 'operator' | Role | 'group member' | 'group admin';

/** What somebody is told: that it was done, that they may not, that nothing is there, or that they must sign in. */
export type Answer = 'done' | 'forbidden' | 'hidden' | 'sign in';

/** Who may do something. */
export interface Row {
  least: Least;
  /** Whoever may not do it is not told either that the thing is there. */
  quiet?: true;
  /** Whoever has done it is no longer who they were. */
  changesWho?: true;
}

/** Some of the things, under their names. */
export function at(...names: (keyof Things)[]): (things: Things) => Record<string, string> {
  return (things) => Object.fromEntries(names.map((name) => [name, things[name]]));
}

/** The policy, said once more. */
export function expected(who: Who, { least, quiet }: Row): Answer {
  if (least === 'everybody') return 'done';
  if (least === 'guest') return 'hidden';
  if (who === 'nobody') return 'sign in';
  if (least === 'account') return 'done';
  if (least === 'operator') return 'forbidden';
  if (least === 'group admin' || least === 'group member') {
    if (who === 'admin' || (who === 'editor' && least === 'group member')) return 'done';
    return who === 'editor' && !quiet ? 'forbidden' : 'hidden';
  }
  if (who === 'outsider') return 'hidden';
  if (hasRole(who, least)) return 'done';
  return quiet ? 'hidden' : 'forbidden';
}

/** An instance with a workspace, and people of each kind. */
export class PolicyKit {
  readonly db: Database;
  readonly founder: Member;
  readonly workspace: WorkspaceCard;
  readonly #lockedToken: string;
  readonly #people = new Map<Who, Person>();
  readonly #made = new Map<Person, Map<object, ReturnType<(typeof PARTS)[number]['make']>>>();

  private constructor({
    db,
    founder,
    workspace,
    lockedToken,
  }: {
    db: Database;
    founder: Member;
    workspace: WorkspaceCard;
    lockedToken: string;
  }) {
    this.db = db;
    this.founder = founder;
    this.workspace = workspace;
    this.#lockedToken = lockedToken;
  }

  static async open(): Promise<PolicyKit> {
    const db = await openWebDatabase();
    const founder = await aMember(db);
    await db.prisma.instanceSettings.create({ data: { guestPads: true } });
    const workspace = await aWorkspace(db, founder);
    const { id: on } = await aDocument(db, { actor: founder, workspaceId: workspace.id });
    const share = await authorize(db, { actor: founder, action: 'document.share', on });
    const { token: lockedToken } = await createShareLink(share, { role: 'reader', password: 'open sesame' });
    return new PolicyKit({ db, founder, workspace, lockedToken });
  }

  /** Somebody of this kind, the same for all calls that leave them so. */
  async somebody(who: Who, { changesWho = false }: { changesWho?: boolean }): Promise<Person> {
    const known = this.#people.get(who);
    if (known && !changesWho) return known;
    const person = await aPerson(this.db, who, this.workspace.id);
    if (!changesWho) this.#people.set(who, person);
    return person;
  }

  /** Some things for somebody, the same until {@link spend} says that something was done with them. */
  async things(who: Who, person: Person, names: ReadonlySet<keyof Things>): Promise<Things> {
    const parts = this.#made.get(person) ?? new Map<object, ReturnType<(typeof PARTS)[number]['make']>>();
    this.#made.set(person, parts);
    const { db, founder, workspace } = this;
    const setting = { db, founder, workspace, lockedToken: this.#lockedToken, who, person };
    const thing = async (name: keyof Things): Promise<string> => {
      const part = PARTS.find(({ gives }) => gives.includes(name));
      if (!part) throw new Error(`Nothing makes ${name}.`);
      const made = parts.get(part) ?? part.make(setting, thing);
      parts.set(part, made);
      return (await made)[name];
    };
    const things: Partial<Things> = {};
    // One after the other: some are found again as the newest of their kind.
    for (const name of names) things[name] = await thing(name);
    return new Proxy(things as Things, {
      get(known, name: keyof Things) {
        // Whoever waits for it asks whether it is a promise.
        if (!(name in known) && String(name) !== 'then')
          throw new Error(`Nobody was told that ${name} is needed.`);
        return known[name];
      },
    });
  }

  /** Has things made anew for whoever has changed theirs. */
  spend(person: Person): void {
    this.#made.delete(person);
  }
}

/** What somebody is told by a form or a page. What fails for another reason has passed the gate. */
export async function answerOf(visitor: Visitor, act: () => unknown): Promise<Answer> {
  try {
    const state = await visitor.asks(async () => act());
    const message = state !== null && typeof state === 'object' && 'message' in state ? state.message : '';
    return byWords(String(message));
  } catch (error) {
    const signal = signalOf(error);
    if (signal?.includes('/api/auth/signin')) return 'sign in';
    if (signal?.endsWith('404')) return 'hidden';
    return signal === null && error instanceof Error ? byWords(error.message) : 'done';
  }
}

function byWords(message: string): Answer {
  if (message.startsWith('You are not signed in.')) return 'sign in';
  if (message.startsWith('You may not do this here.')) return 'forbidden';
  return message.startsWith('This does not exist') ? 'hidden' : 'done';
}

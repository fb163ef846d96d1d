import type { Actor } from './actor.ts';
import { type GroupRole, hasGroupRole, hasRole, type Role } from './roles.ts';

/**
 * One row per action: what it is done to, and who may do it.
 * `person` is the least role of a member or token holder there (`self` = the account's owner, `operator` = who runs the instance),
 * `guest` the least role of a share link that leads to that very document, `token` whether a program may do it for a person,
 * `system` whether the instance may do it without a person.
 */
const TABLE = {
  'instance.administer': { on: 'instance', person: 'never', guest: 'never', token: false, system: true },
  'instance.manage': { on: 'instance', person: 'operator', guest: 'never', token: false, system: true },
  'account.manage': { on: 'person', person: 'self', guest: 'never', token: false, system: true },
  'account.read': { on: 'person', person: 'self', guest: 'never', token: true, system: true },
  'account.organise': { on: 'person', person: 'self', guest: 'never', token: true, system: false },
  'workspace.list': { on: 'person', person: 'self', guest: 'never', token: true, system: true },
  'workspace.create': { on: 'person', person: 'self', guest: 'never', token: true, system: true },
  'workspace.join': { on: 'person', person: 'self', guest: 'never', token: false, system: true },
  'group.create': { on: 'person', person: 'self', guest: 'never', token: true, system: true },
  'group.list': { on: 'person', person: 'self', guest: 'never', token: true, system: true },
  'group.join': { on: 'person', person: 'self', guest: 'never', token: false, system: true },
  'group.read': { on: 'group', person: 'member', guest: 'never', token: true, system: true },
  'group.manage': { on: 'group', person: 'admin', guest: 'never', token: true, system: true },
  'group.leave': { on: 'group', person: 'member', guest: 'never', token: false, system: false },
  'workspace.read': { on: 'workspace', person: 'reader', guest: 'never', token: true, system: true },
  'workspace.manage': { on: 'workspace', person: 'admin', guest: 'never', token: true, system: true },
  'workspace.leave': { on: 'workspace', person: 'reader', guest: 'never', token: false, system: false },
  'document.create': { on: 'workspace', person: 'editor', guest: 'never', token: true, system: true },
  'document.read': { on: 'document', person: 'reader', guest: 'reader', token: true, system: true },
  'document.write': { on: 'document', person: 'editor', guest: 'editor', token: true, system: true },
  'document.tick': { on: 'document', person: 'editor', guest: 'editor', token: true, system: true },
  'document.history': { on: 'document', person: 'editor', guest: 'never', token: true, system: true },
  'document.readComments': {
    on: 'document',
    person: 'reader',
    guest: 'commenter',
    token: true,
    system: true,
  },
  'document.comment': { on: 'document', person: 'commenter', guest: 'commenter', token: true, system: false },
  'document.readChat': { on: 'document', person: 'reader', guest: 'editor', token: true, system: true },
  'document.chat': { on: 'document', person: 'commenter', guest: 'editor', token: true, system: false },
  'document.readMeeting': {
    on: 'document',
    person: 'reader',
    guest: 'commenter',
    token: true,
    system: true,
  },
  'document.raiseHand': {
    on: 'document',
    person: 'commenter',
    guest: 'commenter',
    token: true,
    system: false,
  },
  'document.meet': { on: 'document', person: 'editor', guest: 'never', token: true, system: false },
  'document.organise': { on: 'document', person: 'editor', guest: 'never', token: true, system: true },
  'document.archive': { on: 'document', person: 'editor', guest: 'never', token: true, system: true },
  'document.restrict': { on: 'document', person: 'admin', guest: 'never', token: true, system: true },
  'document.share': { on: 'document', person: 'editor', guest: 'never', token: true, system: false },
  'shareLink.change': { on: 'shareLink', person: 'editor', guest: 'never', token: true, system: false },
  'webhook.manage': { on: 'webhook', person: 'admin', guest: 'never', token: true, system: false },
} as const satisfies Record<string, Row>;

type Row = { guest: Role | 'never'; token: boolean; system: boolean } & (
  | { on: Exclude<ResourceKind, 'group'>; person: Role | 'self' | 'operator' | 'never' }
  | { on: 'group'; person: GroupRole | 'never' }
);

/** What an action is done to. */
export type ResourceKind =
  | 'instance'
  | 'person'
  | 'group'
  | 'workspace'
  | 'document'
  | 'shareLink'
  | 'webhook';

/** What nobody does to a document that is in the archive: who may read it can still be changed, and it can be taken back. */
const KEPT_FROM_ARCHIVED: ReadonlySet<Action> = new Set([
  'document.write',
  'document.tick',
  'document.comment',
  'document.chat',
  'document.raiseHand',
  'document.meet',
  'document.organise',
]);

/** What is done by a secret address: reading, as far as its person may. */
const DONE_BY_FEED: ReadonlySet<Action> = new Set(['account.read', 'document.read']);

/** Everything that can be asked for. */
export type Action = keyof typeof TABLE;

/** The kind of resource that an action is done to, as a type. */
export type ResourceKindOf<A extends Action> = (typeof TABLE)[A]['on'];

/** All actions, for tests that must cover each. */
export const ACTIONS = Object.keys(TABLE) as Action[];

/** What an action is done to. */
export function resourceKindOf(action: Action): ResourceKind {
  return TABLE[action].on;
}

/** What is known of the actor's relation to the resource. */
export interface Facts {
  /** The role of the actor's person in the workspace that the resource is, or in the document that it is or belongs to. */
  role: Role | null;
  /** For a group as the resource: the role of the actor's person in it. */
  groupRole: GroupRole | null;
  /** For the instance: the actor's person is one of those who run it. */
  operator: boolean;
  /** For a person as the resource: it is the actor's own account. */
  self: boolean;
  /** For a guest: what the link gives for this very document at this moment; null where it does not lead there. */
  linkRole: Role | null;
  /** For a document as the resource: its text is closed. */
  isFrozen: boolean;
  /** For a document as the resource: it is in the archive. */
  isArchived: boolean;
}

/** `hidden`: answer as if it did not exist, because the actor may not even read it. */
export type Decision = 'allowed' | 'forbidden' | 'hidden';

/** Decides from the table alone; pure. */
export function decide(question: { actor: Actor; action: Action; facts: Facts }): Decision {
  if (may(question)) return 'allowed';
  return mayKnow(question) ? 'forbidden' : 'hidden';
}

function may({ actor, action, facts }: { actor: Actor; action: Action; facts: Facts }): boolean {
  // Nobody writes in minutes that are closed, not even the instance.
  if (facts.isFrozen && action === 'document.write') return false;
  // What was decided gets done after that, which those who are known say.
  if (facts.isFrozen && action === 'document.tick' && actor.kind === 'guest') return false;
  if (facts.isArchived && KEPT_FROM_ARCHIVED.has(action)) return false;
  const row: Row = TABLE[action];
  switch (actor.kind) {
    case 'system':
      return row.system;
    case 'guest':
      return row.guest !== 'never' && hasRole(facts.linkRole, row.guest);
    case 'token':
      return row.token && personMay(row, facts);
    case 'feed':
      return DONE_BY_FEED.has(action) && personMay(row, facts);
    case 'member':
      return personMay(row, facts);
  }
}

function personMay(row: Row, facts: Facts): boolean {
  if (row.person === 'never') return false;
  if (row.on === 'group') return hasGroupRole(facts.groupRole, row.person);
  if (row.person === 'self') return facts.self;
  if (row.person === 'operator') return facts.operator;
  return hasRole(facts.role, row.person);
}

function mayKnow({ actor, action, facts }: { actor: Actor; action: Action; facts: Facts }): boolean {
  switch (resourceKindOf(action)) {
    case 'instance':
      return true;
    case 'person':
      return actor.kind === 'system' || facts.self;
    case 'group':
      return may({ actor, action: 'group.read', facts });
    case 'workspace':
      return may({ actor, action: 'workspace.read', facts });
    case 'document':
      return may({ actor, action: 'document.read', facts });
    case 'shareLink':
      return may({ actor, action: 'document.share', facts });
    case 'webhook':
      return may({ actor, action: 'webhook.manage', facts });
  }
}

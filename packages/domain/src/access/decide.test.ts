import { describe, expect, test } from 'vitest';
import type { Actor } from './actor.ts';
import { ACTIONS, type Action, type Decision, decide, type Facts, resourceKindOf } from './decide.ts';
import { GROUP_ROLES, ROLES, type Role } from './roles.ts';

const NOTHING: Facts = {
  role: null,
  groupRole: null,
  self: false,
  operator: false,
  linkRole: null,
  isFrozen: false,
  isArchived: false,
};

/** Every relation an actor can have to a resource, by the name used in the table below. */
const WHO: Record<string, { actor: Actor; facts: Facts }> = {
  outsider: { actor: { kind: 'member', personId: 'p', sessionId: 's' }, facts: NOTHING },
  self: { actor: { kind: 'member', personId: 'p', sessionId: 's' }, facts: { ...NOTHING, self: true } },
  'outside token': { actor: { kind: 'token', personId: 'p', tokenId: 't' }, facts: NOTHING },
  'own token': { actor: { kind: 'token', personId: 'p', tokenId: 't' }, facts: { ...NOTHING, self: true } },
  'own feed': {
    actor: { kind: 'feed', personId: 'p', feedId: 'f' },
    facts: { ...NOTHING, self: true },
  },
  operator: {
    actor: { kind: 'member', personId: 'p', sessionId: 's' },
    facts: { ...NOTHING, operator: true },
  },
  system: { actor: { kind: 'system', reason: 'test' }, facts: NOTHING },
};
for (const role of ROLES) {
  const facts = { ...NOTHING, role };
  WHO[role] = { actor: { kind: 'member', personId: 'p', sessionId: 's' }, facts };
  WHO[`${role} token`] = { actor: { kind: 'token', personId: 'p', tokenId: 't' }, facts };
  WHO[`${role} feed`] = { actor: { kind: 'feed', personId: 'p', feedId: 'f' }, facts };
}
for (const groupRole of GROUP_ROLES) {
  const facts = { ...NOTHING, groupRole };
  WHO[`group ${groupRole}`] = { actor: { kind: 'member', personId: 'p', sessionId: 's' }, facts };
  WHO[`group ${groupRole} token`] = { actor: { kind: 'token', personId: 'p', tokenId: 't' }, facts };
}
for (const role of ['reader', 'commenter', 'editor'] satisfies Role[]) {
  const actor: Actor = { kind: 'guest', linkId: 'l', documentId: 'd', lock: 0, guestId: null };
  WHO[`${role} guest`] = { actor, facts: { ...NOTHING, linkRole: role } };
  WHO[`${role} guest elsewhere`] = { actor, facts: NOTHING };
}

const EDITORS = ['editor', 'admin', 'editor token', 'admin token'];
const COMMENTERS = ['commenter', 'commenter token', ...EDITORS];
const READERS = ['reader', 'commenter', 'reader token', 'commenter token', ...EDITORS];
const GROUP = ['group member', 'group admin', 'group member token', 'group admin token'];
const FEEDS = ROLES.map((role) => `${role} feed`);
const GUESTS = ['reader guest', 'commenter guest', 'editor guest'];

/** The policy said a second time, by who is allowed and who is told no; everybody else is told that nothing is there. */
const POLICY: Record<Action, { allowed: string[]; forbidden: string[] }> = {
  'instance.administer': {
    allowed: ['system'],
    forbidden: Object.keys(WHO).filter((who) => who !== 'system'),
  },
  'instance.manage': {
    allowed: ['operator', 'system'],
    forbidden: Object.keys(WHO).filter((who) => who !== 'operator' && who !== 'system'),
  },
  'account.manage': { allowed: ['self', 'system'], forbidden: ['own token'] },
  'account.read': { allowed: ['self', 'own token', 'own feed', 'system'], forbidden: [] },
  'account.organise': { allowed: ['self', 'own token'], forbidden: ['system'] },
  'workspace.list': { allowed: ['self', 'own token', 'system'], forbidden: [] },
  'workspace.create': { allowed: ['self', 'own token', 'system'], forbidden: [] },
  'workspace.join': { allowed: ['self', 'system'], forbidden: ['own token'] },
  'group.create': { allowed: ['self', 'own token', 'system'], forbidden: [] },
  'group.list': { allowed: ['self', 'own token', 'system'], forbidden: [] },
  'group.join': { allowed: ['self', 'system'], forbidden: ['own token'] },
  'group.read': { allowed: [...GROUP, 'system'], forbidden: [] },
  'group.manage': {
    allowed: ['group admin', 'group admin token', 'system'],
    forbidden: ['group member', 'group member token'],
  },
  'group.leave': {
    allowed: ['group member', 'group admin'],
    forbidden: ['group member token', 'group admin token', 'system'],
  },
  'workspace.read': { allowed: [...READERS, 'system'], forbidden: [] },
  'workspace.manage': {
    allowed: ['admin', 'admin token', 'system'],
    forbidden: READERS.filter((who) => !who.startsWith('admin')),
  },
  'workspace.leave': {
    allowed: ['reader', 'commenter', 'editor', 'admin'],
    forbidden: ['reader token', 'commenter token', 'editor token', 'admin token', 'system'],
  },
  'document.create': {
    allowed: [...EDITORS, 'system'],
    forbidden: READERS.filter((who) => !EDITORS.includes(who)),
  },
  'document.read': { allowed: [...READERS, ...FEEDS, ...GUESTS, 'system'], forbidden: [] },
  'document.write': {
    allowed: [...EDITORS, 'editor guest', 'system'],
    forbidden: [...READERS.filter((who) => !EDITORS.includes(who)), 'reader guest', 'commenter guest'],
  },
  'document.tick': {
    allowed: [...EDITORS, 'editor guest', 'system'],
    forbidden: ['reader', 'commenter', 'reader token', 'commenter token', 'reader guest', 'commenter guest'],
  },
  'document.history': {
    allowed: [...EDITORS, 'system'],
    forbidden: [...READERS.filter((who) => !EDITORS.includes(who)), ...GUESTS],
  },
  'document.readComments': {
    allowed: [...READERS, 'commenter guest', 'editor guest', 'system'],
    forbidden: ['reader guest'],
  },
  'document.comment': {
    allowed: [...COMMENTERS, 'commenter guest', 'editor guest'],
    forbidden: [...READERS.filter((who) => !COMMENTERS.includes(who)), 'reader guest', 'system'],
  },
  'document.readChat': {
    allowed: [...READERS, 'editor guest', 'system'],
    forbidden: ['reader guest', 'commenter guest'],
  },
  'document.chat': {
    allowed: [...COMMENTERS, 'editor guest'],
    forbidden: [
      ...READERS.filter((who) => !COMMENTERS.includes(who)),
      'reader guest',
      'commenter guest',
      'system',
    ],
  },
  'document.readMeeting': {
    allowed: [...READERS, 'commenter guest', 'editor guest', 'system'],
    forbidden: ['reader guest'],
  },
  'document.raiseHand': {
    allowed: [...COMMENTERS, 'commenter guest', 'editor guest'],
    forbidden: [...READERS.filter((who) => !COMMENTERS.includes(who)), 'reader guest', 'system'],
  },
  'document.meet': {
    allowed: EDITORS,
    forbidden: [...READERS.filter((who) => !EDITORS.includes(who)), ...GUESTS, 'system'],
  },
  'document.organise': {
    allowed: [...EDITORS, 'system'],
    forbidden: [...READERS.filter((who) => !EDITORS.includes(who)), ...GUESTS],
  },
  'document.archive': {
    allowed: [...EDITORS, 'system'],
    forbidden: [...READERS.filter((who) => !EDITORS.includes(who)), ...GUESTS],
  },
  'document.restrict': {
    allowed: ['admin', 'admin token', 'system'],
    forbidden: [...READERS.filter((who) => !who.startsWith('admin')), ...GUESTS],
  },
  'document.share': {
    allowed: EDITORS,
    forbidden: [...READERS.filter((who) => !EDITORS.includes(who)), ...GUESTS, 'system'],
  },
  'shareLink.change': { allowed: EDITORS, forbidden: [] },
  'webhook.manage': { allowed: ['admin', 'admin token'], forbidden: [] },
};

function expected(action: Action, who: string): Decision {
  if (POLICY[action].allowed.includes(who)) return 'allowed';
  // A secret address does nothing but read, and knows what is there.
  const known = { person: ['own feed'], document: FEEDS }[String(resourceKindOf(action))] ?? [];
  return [...POLICY[action].forbidden, ...known].includes(who) ? 'forbidden' : 'hidden';
}

describe.each(ACTIONS)('%s', (action) => {
  test.each(Object.entries(WHO))('ACCESS-1 the table decides for %s', (who, { actor, facts }) => {
    expect(decide({ actor, action, facts })).toBe(expected(action, who));
  });
});

test('ARCHIVE-2 what is in the archive is read, restricted and taken out of it, and not changed, not even by the instance', () => {
  const member = { kind: 'member', personId: 'p', sessionId: 's' } as const;
  const facts: Facts = { ...NOTHING, role: 'admin', isArchived: true };
  const may = (action: Action, actor: Actor = member) => decide({ actor, action, facts });
  for (const action of [
    'document.write',
    'document.comment',
    'document.chat',
    'document.organise',
  ] as const) {
    expect(may(action), action).toBe('forbidden');
  }
  expect(may('document.write', { kind: 'system', reason: 'test' })).toBe('forbidden');
  for (const action of [
    'document.read',
    'document.history',
    'document.restrict',
    'document.archive',
  ] as const) {
    expect(may(action), action).toBe('allowed');
  }
});

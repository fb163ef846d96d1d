import { randomUUID } from 'node:crypto';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { publish } from '@plenum/database/publications/writes';
import { startGuestPad } from '@plenum/database/shares/guest-pads';
import { createShareLink } from '@plenum/database/shares/writes';
import { aDocument, aGroup, aMember, anAttachment, aWorkspace } from '@plenum/database/testing/factories';
import { createInvitation } from '@plenum/database/workspaces/invitations';
import { type Member, system } from '@plenum/domain/access/actor';
import { hasRole, type Role } from '@plenum/domain/access/roles';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { aPerson, type Person, type Who } from '#lib/testing/people.ts';
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

/** Things that a call is about. */
export interface Things {
  slug: string;
  workspaceId: string;
  /** Another workspace, into which anybody comes who has an account, and one that anybody may ask to be let into. */
  openId: string;
  askableId: string;
  documentId: string;
  /** A document whose rules give each their role in the workspace, and one whose rules name nobody. */
  restrictedId: string;
  orphanId: string;
  /** A named version of the document. */
  versionId: string;
  /** A thread of comments, and a comment in it of whoever asks. */
  threadId: string;
  commentId: string;
  /** An attachment of the document. */
  attachmentId: string;
  /** A document in the trash. */
  trashedId: string;
  /** A document that is public, at an address that is its id. */
  publishedId: string;
  linkId: string;
  linkToken: string;
  /** Of somebody who came by that link. */
  guestId: string;
  /** Of the link for writing of a pad without an account. */
  padToken: string;
  /** Of a link with a password. */
  lockedToken: string;
  token: string;
  invitationId: string;
  /** A commenter, who is also in the group. */
  personId: string;
  groupId: string;
  groupInvitationId: string;
  requestId: string;
  /** A motion of the founder. */
  motionId: string;
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
  readonly #things = new Map<Person, Things>();

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

  /** Things for somebody, the same until {@link spend} says that something was done with them. */
  async things(who: Who, person: Person): Promise<Things> {
    const things = this.#things.get(person) ?? (await this.#make(who, person));
    this.#things.set(person, things);
    return things;
  }

  /** Has things made anew for whoever has changed theirs. */
  spend(person: Person): void {
    this.#things.delete(person);
  }

  async #make(who: Who, { member }: Person): Promise<Things> {
    const { db, founder, workspace } = this;
    const { prisma } = db;
    const workspaceId = workspace.id;
    const document = await aDocument(db, { actor: founder, workspaceId });
    const share = await authorize(db, { actor: founder, action: 'document.share', on: document.id });
    const manage = await authorize(db, { actor: founder, action: 'workspace.manage', on: workspaceId });
    const link = await createShareLink(share, { role: 'reader' });
    const token = await createInvitation(manage, { role: 'reader', days: 7 });
    const { id: invitationId } = await prisma.invitation.findFirstOrThrow({ orderBy: { id: 'desc' } });
    const { id: groupId } = await aGroup(db, [founder]);
    const { id: groupInvitationId } = await prisma.invitation.create({
      data: {
        groupId,
        tokenHash: Buffer.from(randomUUID()),
        tokenSealed: Buffer.from(''),
        expiresAt: new Date(Date.now() + 60_000),
      },
    });
    const [username, role] = [`o${randomUUID().slice(0, 8)}`, 'commenter'] as const;
    const columns = { username, displayName: 'Other', colour: 0, passwordHash: '', recoveryHash: '' };
    const { id: personId } = await prisma.person.create({
      data: {
        ...columns,
        memberships: { create: { workspaceId, role } },
        groups: { create: { groupId, role: 'member' } },
      },
    });
    if (member && (who === 'admin' || who === 'editor')) {
      const groupRole = who === 'admin' ? 'admin' : 'member';
      await prisma.groupMember.create({ data: { groupId, personId: member.personId, role: groupRole } });
    }
    await prisma.participation.create({ data: { workspaceId, groupId, role: 'reader' } });
    const guest = await prisma.guest.create({ data: { linkId: link.id, colour: 0 } });
    const request = await prisma.joinRequest.create({ data: { workspaceId, personId } });
    const motion = await prisma.motion.create({
      data: { workspaceId, kind: 'expelGroup', groupId, madeById: founder.personId },
    });
    const restricted = await aDocument(db, { actor: founder, workspaceId, access: 'draft' });
    await prisma.documentRule.create({ data: { documentId: restricted.id, personId, role: 'reader' } });
    if (member && who !== 'outsider' && who !== 'nobody') {
      const rule = { documentId: restricted.id, personId: member.personId, role: who };
      await prisma.documentRule.create({ data: rule });
    }
    const published = await aDocument(db, { actor: founder, workspaceId });
    const publisher = await authorize(db, { actor: founder, action: 'document.share', on: published.id });
    const page = { documentId: published.id, parentId: null, title: 'Open', content: {}, text: '' };
    await publish(publisher, {
      settings: { slug: published.id, covers: 'document', isIndexed: false, hasFeed: false },
      pages: [page],
    });
    const version = await prisma.documentVersion.create({
      data: { documentId: document.id, seq: 0, name: 'Draft' },
    });
    const anchor = { anchorFrom: new Uint8Array([0]), anchorTo: new Uint8Array([0]), quote: '' };
    const { id: threadId } = await prisma.commentThread.create({
      data: { documentId: document.id, ...anchor },
    });
    const comment = await prisma.comment.create({
      data: { threadId, personId: member?.personId ?? founder.personId, body: 'Really?' },
    });
    const attachment = await anAttachment(db, { documentId: document.id, personId: founder.personId });
    const trashed = await aDocument(db, { actor: founder, workspaceId });
    await prisma.document.update({ where: { id: trashed.id }, data: { deletedAt: new Date() } });
    const orphan = await aDocument(db, { actor: founder, workspaceId, access: 'draft' });
    await prisma.documentRule.deleteMany({ where: { documentId: orphan.id } });
    const place = { slug: randomUUID(), name: 'Open' };
    const instance = { actor: system('test'), action: 'instance.administer', on: 'instance' } as const;
    const pad = await startGuestPad(await authorize(db, instance), { title: 'Pad', keptDays: 7 });
    const open = await prisma.workspace.create({ data: { ...place, joining: 'open' } });
    const askable = await prisma.workspace.create({
      data: { ...place, slug: randomUUID(), joining: 'requests' },
    });
    return {
      slug: workspace.slug,
      workspaceId,
      openId: open.id,
      askableId: askable.id,
      documentId: document.id,
      threadId,
      commentId: comment.id,
      restrictedId: restricted.id,
      orphanId: orphan.id,
      versionId: version.id,
      attachmentId: attachment.id,
      trashedId: trashed.id,
      publishedId: published.id,
      linkId: link.id,
      linkToken: link.token,
      guestId: guest.id,
      padToken: pad.editToken,
      lockedToken: this.#lockedToken,
      token,
      invitationId,
      personId,
      groupId,
      groupInvitationId,
      requestId: request.id,
      motionId: motion.id,
    };
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

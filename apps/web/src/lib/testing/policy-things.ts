import { randomUUID } from 'node:crypto';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { fileOf } from '@plenum/database/files/transfer-files';
import { publish } from '@plenum/database/publications/writes';
import { startGuestPad } from '@plenum/database/shares/guest-pads';
import { createShareLink } from '@plenum/database/shares/writes';
import { aDocument, aGroup, anAttachment } from '@plenum/database/testing/factories';
import { createInvitation } from '@plenum/database/workspaces/invitations';
import { type Member, system } from '@plenum/domain/access/actor';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { createTask } from '@plenum/exchange/tasks';
import type { Person, Who } from './people.ts';

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
  /** A task of the document. */
  taskId: string;
  /** A list of tasks. */
  listId: string;
  /** An API token, of whoever asks. */
  tokenId: string;
  /** A secret address of tasks, of whoever asks. */
  feedId: string;
  /** A message in the chat, of whoever asks. */
  messageId: string;
  /** An attachment of the document. */
  attachmentId: string;
  /** A file that is on its way to it, of whoever asks. */
  uploadId: string;
  /** A document in the trash. */
  trashedId: string;
  /** A document that is public, at an address that is its id. */
  publishedId: string;
  /** Something that whoever asks has moved out. */
  transferId: string;
  linkId: string;
  webhookId: string;
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

/** Where things are made, and for whom. */
export interface Setting {
  db: Database;
  founder: Member;
  workspace: WorkspaceCard;
  lockedToken: string;
  who: Who;
  person: Person;
}

/** Things that are made together. `made` are those that another part has made for the same person. */
interface Part<Names extends keyof Things = keyof Things> {
  gives: readonly Names[];
  make(setting: Setting, made: (name: keyof Things) => Promise<string>): Promise<Pick<Things, Names>>;
}

/** For the compiler: what is made is what is promised. */
function part<const Names extends keyof Things>(gives: readonly Names[], make: Part<Names>['make']): Part {
  return { gives, make: make as Part['make'] };
}

/** All parts; each is made when a call is about one of its things. */
export const PARTS: readonly Part[] = [
  part(['slug', 'workspaceId', 'lockedToken'], async ({ workspace: { slug, id }, lockedToken }) => {
    return { slug, workspaceId: id, lockedToken };
  }),
  part(['documentId'], async ({ db, founder, workspace }) => {
    const { id } = await aDocument(db, { actor: founder, workspaceId: workspace.id });
    return { documentId: id };
  }),
  part(['versionId'], async ({ db }, made) => {
    const data = { documentId: await made('documentId'), seq: 0, name: 'Draft' };
    return { versionId: (await db.prisma.documentVersion.create({ data })).id };
  }),
  part(['webhookId'], async ({ db, workspace: { id: workspaceId } }) => {
    const data = { workspaceId, url: 'https://example.org/hook', secretSealed: new Uint8Array([0]) };
    return { webhookId: (await db.prisma.webhook.create({ data })).id };
  }),
  part(['threadId', 'commentId'], async ({ db, founder, person: { member } }, made) => {
    const anchor = { anchorFrom: new Uint8Array([0]), anchorTo: new Uint8Array([0]), quote: '' };
    const documentId = await made('documentId');
    const { id: threadId } = await db.prisma.commentThread.create({ data: { documentId, ...anchor } });
    const personId = member?.personId ?? founder.personId;
    const comment = await db.prisma.comment.create({ data: { threadId, personId, body: 'Really?' } });
    return { threadId, commentId: comment.id };
  }),
  part(['taskId'], async ({ db, founder }, made) => {
    const on = await made('documentId');
    const write = await authorize(db, { actor: founder, action: 'document.write', on });
    return { taskId: (await createTask(write, { title: 'Buy rice' })).id };
  }),
  part(['listId'], async ({ db, founder, workspace }) => {
    const { id } = await aDocument(db, { actor: founder, workspaceId: workspace.id, kind: 'tasks' });
    return { listId: id };
  }),
  part(['tokenId'], async ({ db, founder, person: { member } }) => {
    const personId = member?.personId ?? founder.personId;
    const data = { personId, name: 'Phone', tokenHash: Buffer.from(randomUUID()) };
    return { tokenId: (await db.prisma.apiToken.create({ data })).id };
  }),
  part(['feedId'], async ({ db, founder, person: { member } }) => {
    const data = { personId: member?.personId ?? founder.personId, tokenHash: Buffer.from(randomUUID()) };
    return { feedId: (await db.prisma.taskFeed.create({ data })).id };
  }),
  part(['messageId'], async ({ db, founder, person: { member } }, made) => {
    const personId = member?.personId ?? founder.personId;
    const data = { id: randomUUID(), documentId: await made('documentId'), personId, body: 'Hello' };
    return { messageId: (await db.prisma.chatMessage.create({ data })).id };
  }),
  part(['attachmentId'], async ({ db, founder }, made) => {
    const { id } = await anAttachment(db, {
      documentId: await made('documentId'),
      personId: founder.personId,
    });
    return { attachmentId: id };
  }),
  part(['uploadId'], async ({ db, founder, person: { member } }, made) => {
    const { id: uploadId } = await db.prisma.storedFile.create({ data: {} });
    const personId = member?.personId ?? founder.personId;
    const about = { documentId: await made('documentId'), personId, expiresAt: new Date(4e12) };
    await db.prisma.upload.create({ data: { id: uploadId, ...about, name: 'notes.txt', size: 9 } });
    return { uploadId };
  }),
  part(['linkId', 'linkToken', 'guestId'], async ({ db, founder }, made) => {
    const on = await made('documentId');
    const share = await authorize(db, { actor: founder, action: 'document.share', on });
    const { id, token } = await createShareLink(share, { role: 'reader' });
    const guest = await db.prisma.guest.create({ data: { linkId: id, colour: 0 } });
    return { linkId: id, linkToken: token, guestId: guest.id };
  }),
  part(['token', 'invitationId'], async ({ db, founder, workspace: { id: on } }) => {
    const manage = await authorize(db, { actor: founder, action: 'workspace.manage', on });
    const token = await createInvitation(manage, { role: 'reader', days: 7 });
    const { id: invitationId } = await db.prisma.invitation.findFirstOrThrow({ orderBy: { id: 'desc' } });
    return { token, invitationId };
  }),
  part(
    ['groupId', 'personId'],
    async ({ db: { prisma }, db, founder, workspace, who, person: { member } }) => {
      const workspaceId = workspace.id;
      const { id: groupId } = await aGroup(db, [founder]);
      const username = `o${randomUUID().slice(0, 8)}`;
      const { id: personId } = await prisma.person.create({
        data: {
          ...{ username, displayName: 'Other', colour: 0, passwordHash: '', recoveryHash: '' },
          memberships: { create: { workspaceId, role: 'commenter' } },
          groups: { create: { groupId, role: 'member' } },
        },
      });
      if (member && (who === 'admin' || who === 'editor')) {
        const role = who === 'admin' ? 'admin' : 'member';
        await prisma.groupMember.create({ data: { groupId, personId: member.personId, role } });
      }
      await prisma.participation.create({ data: { workspaceId, groupId, role: 'reader' } });
      return { groupId, personId };
    },
  ),
  part(['groupInvitationId'], async ({ db }, made) => {
    const data = {
      groupId: await made('groupId'),
      tokenHash: Buffer.from(randomUUID()),
      tokenSealed: Buffer.from(''),
      expiresAt: new Date(Date.now() + 60_000),
    };
    return { groupInvitationId: (await db.prisma.invitation.create({ data })).id };
  }),
  part(['requestId'], async ({ db, workspace: { id: workspaceId } }, made) => {
    const data = { workspaceId, personId: await made('personId') };
    return { requestId: (await db.prisma.joinRequest.create({ data })).id };
  }),
  part(['motionId'], async ({ db, founder, workspace: { id: workspaceId } }, made) => {
    const groupId = await made('groupId');
    const data = { workspaceId, kind: 'expelGroup', groupId, madeById: founder.personId } as const;
    return { motionId: (await db.prisma.motion.create({ data })).id };
  }),
  part(['restrictedId'], async ({ db, founder, workspace, who, person: { member } }, made) => {
    const { id } = await aDocument(db, { actor: founder, workspaceId: workspace.id, access: 'draft' });
    const other = { documentId: id, personId: await made('personId'), role: 'reader' } as const;
    await db.prisma.documentRule.create({ data: other });
    if (member && who !== 'outsider' && who !== 'nobody') {
      await db.prisma.documentRule.create({
        data: { documentId: id, personId: member.personId, role: who },
      });
    }
    return { restrictedId: id };
  }),
  part(['orphanId'], async ({ db, founder, workspace }) => {
    const { id } = await aDocument(db, { actor: founder, workspaceId: workspace.id, access: 'draft' });
    await db.prisma.documentRule.deleteMany({ where: { documentId: id } });
    return { orphanId: id };
  }),
  part(['publishedId'], async ({ db, founder, workspace }) => {
    const { id } = await aDocument(db, { actor: founder, workspaceId: workspace.id });
    const publisher = await authorize(db, { actor: founder, action: 'document.share', on: id });
    await publish(publisher, {
      settings: { slug: id, covers: 'document', isIndexed: false, hasFeed: false },
      pages: [{ documentId: id, parentId: null, title: 'Open', version: { content: {}, text: '' } }],
    });
    return { publishedId: id };
  }),
  part(['trashedId'], async ({ db, founder, workspace }) => {
    const { id } = await aDocument(db, { actor: founder, workspaceId: workspace.id });
    await db.prisma.document.update({ where: { id }, data: { deletedAt: new Date() } });
    return { trashedId: id };
  }),
  part(['padToken'], async ({ db }) => {
    const instance = { actor: system('test'), action: 'instance.administer', on: 'instance' } as const;
    const pad = await startGuestPad(await authorize(db, instance), { title: 'Pad', keptDays: 7 });
    return { padToken: pad.editToken };
  }),
  part(['transferId'], async ({ db, founder, workspace, person: { member } }) => {
    const transfer = {
      kind: 'export',
      form: 'archive',
      state: 'done',
      title: 'Forest',
      locale: 'en',
    } as const;
    const owner = { workspaceId: workspace.id, personId: member?.personId ?? founder.personId };
    const data = { ...owner, ...transfer, size: 5, endedAt: new Date() };
    const { id } = await db.prisma.transferJob.create({ data });
    await db.prisma.transferJob.update({ where: { id }, data: { fileId: id } });
    await db.transferFiles.write(
      fileOf(id),
      (async function* () {
        yield Buffer.from('bytes');
      })(),
    );
    return { transferId: id };
  }),
  part(['openId'], async ({ db }) => {
    const data = { slug: randomUUID(), name: 'Open', joining: 'open' } as const;
    return { openId: (await db.prisma.workspace.create({ data })).id };
  }),
  part(['askableId'], async ({ db }) => {
    const data = { slug: randomUUID(), name: 'Open', joining: 'requests' } as const;
    return { askableId: (await db.prisma.workspace.create({ data })).id };
  }),
];

/** Which things a call reads. @param read what makes the call from things; it is shown names instead of them. */
export function namesRead(read: (things: Things) => unknown): ReadonlySet<keyof Things> {
  const names = new Set<keyof Things>();
  const recorder = new Proxy({} as Things, {
    get(_, name: keyof Things) {
      names.add(name);
      return name;
    },
  });
  read(recorder);
  return names;
}

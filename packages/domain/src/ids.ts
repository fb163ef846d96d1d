import { z } from 'zod';

/** An id: opaque outside, a UUID inside. As it was given out, in lower case, so that a thing has one id and not several. */
export const idSchema = z.uuid().lowercase();

/** Whether a string from outside can be an id at all; what cannot is answered like what does not exist. */
export function isId(value: string): boolean {
  return idSchema.safeParse(value).success;
}

declare const brand: unique symbol;

/** A string that is an id of one kind of thing and of no other. */
type Id<Kind extends string> = string & { readonly [brand]?: Kind };

/** Id of a person. */
export type PersonId = Id<'person'>;
/** Id of a signed-in browser. */
export type SessionId = Id<'session'>;
/** Id of a group. */
export type GroupId = Id<'group'>;
/** Id of a workspace. */
export type WorkspaceId = Id<'workspace'>;
/** Id of a document. */
export type DocumentId = Id<'document'>;
/** Id of a share link. */
export type ShareLinkId = Id<'share link'>;
/** Id of a guest. */
export type GuestId = Id<'guest'>;
/** Id of a thread of comments. */
export type ThreadId = Id<'thread'>;
/** Id of a comment. */
export type CommentId = Id<'comment'>;
/** Id of a message in a chat. */
export type ChatMessageId = Id<'chat message'>;
/** Id of an attachment within its document: a copy of the document has its own attachments by the same ids. */
export type AttachmentId = Id<'attachment'>;
/** Id of what is stored of an attachment: copies share it. */
export type FileId = Id<'file'>;
/** Id of an invitation. */
export type InvitationId = Id<'invitation'>;
/** Id of an API token. */
export type ApiTokenId = Id<'API token'>;
/** Id of a secret address of tasks. */
export type TaskFeedId = Id<'task feed'>;
/** Id of a request to join. */
export type JoinRequestId = Id<'join request'>;
/** Id of a motion. */
export type MotionId = Id<'motion'>;
/** Id of a named version of a document. */
export type VersionId = Id<'version'>;
/** Id of an entry of an inbox. */
export type InboxEntryId = Id<'inbox entry'>;
/** Id of a webhook. */
export type WebhookId = Id<'webhook'>;
/** Id of something that is moved in or out. */
export type TransferJobId = Id<'transfer job'>;
/** Id of a message to a webhook, which it keeps however often it is sent. */
export type DeliveryId = Id<'delivery'>;

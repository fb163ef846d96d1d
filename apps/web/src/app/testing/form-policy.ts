import { at, type Row } from '#lib/testing/policy-kit.ts';
import type { Things } from '#lib/testing/policy-things.ts';
import { BESIDE_FORMS } from './beside-forms.ts';
import { PUBLIC_FORMS } from './public-forms.ts';
import { TASK_FORMS } from './task-forms.ts';
import { WIKI_FORMS } from './wiki-forms.ts';

/** A form: its fields, or for a plain function a form, an id or a link. */
export type Form = Row & {
  fields?: (things: Things) => Record<string, string>;
  plain?: 'form' | 'id' | 'token';
  /** What else the plain function is given. */
  more?: (things: Things) => unknown[];
};

/** Who may send which form. */
export const FORM_POLICY: Record<string, Form> = {
  'accounts/setUp': { least: 'everybody' },
  'accounts/joinWithNewAccount': { least: 'everybody' },
  'accounts/recover': { least: 'everybody' },
  'accounts/signUp': { least: 'everybody' },
  // The founder runs the instance, and is none of those who knock.
  'accounts/changeInstance': {
    least: 'operator',
    fields: () => ({ registration: 'invited', fileMegabytes: '25', workspaceMegabytes: '5000' }),
  },
  'accounts/changePassword': {
    least: 'account',
    fields: () => ({ currentPassword: 'not my password', newPassword: 'another password' }),
  },
  'accounts/updateProfile': { least: 'account', fields: () => ({ displayName: 'Me', colour: '1' }) },
  'accounts/renewRecoveryCode': { least: 'account', fields: () => ({ currentPassword: 'wrong' }) },
  'accounts/endSession': {
    least: 'account',
    fields: () => ({ sessionId: '018f0000-0000-7000-8000-000000000000' }),
  },
  'accounts/endOtherSessions': { least: 'account' },
  // Nobody has given a password before.
  'accounts/finishSignIn': { least: 'everybody', fields: () => ({ code: '123456' }) },
  'accounts/offerSecondFactor': { least: 'account', fields: () => ({ currentPassword: 'wrong' }) },
  'accounts/turnOnSecondFactor': { least: 'account', fields: () => ({ offer: 'x', code: '123456' }) },
  'accounts/renewBackupCodes': {
    least: 'account',
    fields: () => ({ currentPassword: 'wrong', code: '123456' }),
  },
  'accounts/turnOffSecondFactor': {
    least: 'account',
    fields: () => ({ currentPassword: 'wrong', code: '123456' }),
  },
  'accounts/makeAppPassword': {
    least: 'account',
    fields: () => ({ name: 'Phone', currentPassword: 'wrong' }),
  },
  'accounts/endAppPassword': { least: 'account', fields: ({ tokenId }) => ({ id: tokenId }) },
  'accounts/deleteAccount': {
    least: 'account',
    fields: () => ({ currentPassword: 'wrong', typedName: 'wrong', authorship: 'kept' }),
  },
  'accounts/changeRecovery': { least: 'account', fields: () => ({ currentPassword: 'wrong' }) },
  'documents/createDocument': {
    least: 'editor',
    fields: ({ workspaceId }) => ({ workspaceId, template: 'agenda' }),
  },
  'documents/renameDocument': {
    least: 'editor',
    fields: ({ documentId }) => ({ documentId, title: 'Changed' }),
  },
  ...WIKI_FORMS,
  'documents/createFromCopy': {
    least: 'editor',
    fields: ({ workspaceId }) => ({ workspaceId, title: 'My copy', content: '{"type":"doc"}' }),
  },
  'documents/chooseKeeping': { least: 'everybody', plain: 'form' },
  'documents/trashDocument': { least: 'editor', fields: ({ documentId }) => ({ documentId }) },
  'documents/restoreDocument': {
    least: 'editor',
    fields: ({ workspaceId, trashedId }) => ({ workspaceId, documentId: trashedId }),
  },
  'documents/deleteForGood': {
    least: 'admin',
    fields: ({ workspaceId, trashedId }) => ({ workspaceId, documentId: trashedId }),
  },
  'comments/loadThreads': { least: 'reader', plain: 'id' },
  'documents/loadMentionable': { least: 'commenter', plain: 'id' },
  ...TASK_FORMS,
  'comments/startThread': {
    least: 'commenter',
    fields: ({ documentId }) => ({ documentId, from: 'AQAA', to: 'AQAA', quote: 'Words', body: 'Really?' }),
  },
  'comments/reply': {
    least: 'commenter',
    fields: ({ documentId, threadId }) => ({ documentId, threadId, body: 'Yes.' }),
  },
  'comments/settleThread': {
    least: 'commenter',
    fields: ({ documentId, threadId }) => ({ documentId, threadId, isResolved: 'true' }),
  },
  'comments/editComment': {
    least: 'commenter',
    fields: ({ documentId, commentId }) => ({ documentId, commentId, body: 'Yes.' }),
  },
  'comments/deleteComment': {
    least: 'commenter',
    fields: ({ documentId, commentId }) => ({ documentId, commentId }),
  },
  ...BESIDE_FORMS,
  ...PUBLIC_FORMS,
  'files/deleteFile': {
    least: 'editor',
    fields: ({ documentId, attachmentId }) => ({ documentId, attachmentId }),
  },
  'history/nameVersion': {
    least: 'editor',
    fields: ({ documentId }) => ({ documentId, seq: '0', name: 'As agreed' }),
  },
  'history/forgetVersion': {
    least: 'editor',
    fields: ({ documentId, versionId }) => ({ documentId, versionId }),
  },
  'history/forgetAuthor': {
    least: 'admin',
    fields: ({ documentId, personId }) => ({ documentId, author: `person ${personId}` }),
  },
  'history/returnTo': { least: 'editor', fields: ({ documentId }) => ({ documentId, seq: '0' }) },
  'documents/setFavourite': {
    least: 'reader',
    fields: ({ documentId }) => ({ documentId, isFavourite: 'true' }),
  },
  'templates/saveAsTemplate': {
    least: 'editor',
    fields: ({ documentId, workspaceId }) => ({ documentId, title: 'Template', place: workspaceId }),
  },
  'templates/renameTemplate': {
    least: 'editor',
    fields: ({ documentId }) => ({ documentId, title: 'Changed' }),
  },
  'templates/trashTemplate': { least: 'editor', fields: at('documentId') },
  // Who may not is told so of each document.
  'overview/organise': {
    least: 'account',
    fields: ({ documentId }) => ({ documentIds: documentId, what: 'trash' }),
  },
  'overview/restoreSeveral': {
    least: 'editor',
    fields: ({ workspaceId, trashedId }) => ({ workspaceId, documentIds: trashedId }),
  },
  'overview/emptyRecent': { least: 'account' },
  'documents/makeLinkedPage': {
    least: 'editor',
    fields: ({ documentId }) => ({ documentId, title: 'New page' }),
  },
  'documents/freezeDocument': {
    least: 'editor',
    fields: ({ documentId }) => ({ documentId, isFrozen: 'true' }),
  },
  'documents/duplicateDocument': { least: 'editor', fields: ({ documentId }) => ({ documentId }) },
  'documents/moveDocument': {
    least: 'admin',
    fields: ({ documentId, workspaceId }) => ({ documentId, workspaceId }),
  },
  'preferences/chooseTheme': { least: 'everybody', plain: 'form' },
  'preferences/chooseLanguage': { least: 'everybody', plain: 'form' },
  'shares/changeShareLink': {
    least: 'editor',
    quiet: true,
    fields: ({ linkId }) => ({ linkId, role: 'reader' }),
  },
  'shares/startPad': { least: 'everybody', fields: () => ({ keptDays: '30' }) },
  'shares/takePad': {
    least: 'editor',
    fields: ({ workspaceId, padToken }) => ({ workspaceId, token: padToken }),
  },
  'shares/enter': { least: 'everybody', plain: 'token' },
  'shares/introduce': {
    least: 'guest',
    fields: ({ linkToken }) => ({ token: linkToken, name: 'Gast', colour: '1' }),
  },
  'shares/comeAs': { least: 'everybody', fields: ({ linkToken }) => ({ token: linkToken, name: 'Gast' }) },
  'shares/loadGuests': { least: 'editor', plain: 'id' },
  'shares/changeGuest': {
    least: 'editor',
    fields: ({ documentId, guestId }) => ({ documentId, guestId, change: 'mute' }),
  },
  'shares/lock': { least: 'editor', fields: ({ documentId }) => ({ documentId, isLocked: 'true' }) },
  'shares/listLinks': { least: 'editor', plain: 'id' },
  'shares/createShareLink': {
    least: 'editor',
    fields: ({ documentId }) => ({ documentId, role: 'reader' }),
  },
  'webhooks/createWebhook': {
    least: 'admin',
    fields: ({ workspaceId }) => ({
      workspaceId,
      url: 'https://example.org/hook',
      events: 'document.created',
    }),
  },
  'webhooks/changeWebhook': {
    least: 'admin',
    quiet: true,
    fields: ({ webhookId }) => ({ webhookId, url: 'https://example.org/hook', events: 'document.created' }),
  },
  'webhooks/switchWebhook': {
    least: 'admin',
    quiet: true,
    fields: ({ webhookId }) => ({ webhookId, isOn: 'false' }),
  },
  'webhooks/renewSecret': { least: 'admin', quiet: true, fields: ({ webhookId }) => ({ webhookId }) },
  'webhooks/sendTest': { least: 'admin', quiet: true, fields: ({ webhookId }) => ({ webhookId }) },
  'webhooks/deleteWebhook': { least: 'admin', quiet: true, fields: ({ webhookId }) => ({ webhookId }) },
  'shares/revokeShareLink': { least: 'editor', quiet: true, fields: ({ linkId }) => ({ linkId }) },
  'workspaces/createWorkspace': { least: 'account', fields: () => ({ name: 'Another' }) },
  'workspaces/invite': {
    least: 'admin',
    fields: ({ workspaceId }) => ({ workspaceId, role: 'admin', days: '7' }),
  },
  'workspaces/revoke': {
    least: 'admin',
    fields: ({ workspaceId, invitationId }) => ({ workspaceId, invitationId }),
  },
  'workspaces/join': { least: 'account', changesWho: true, fields: ({ token }) => ({ token }) },
  'workspaces/changeRole': {
    least: 'admin',
    fields: ({ workspaceId, personId }) => ({ workspaceId, personId, role: 'editor' }),
  },
  'workspaces/removeMember': {
    least: 'admin',
    fields: ({ workspaceId, personId }) => ({ workspaceId, personId }),
  },
  'workspaces/leaveWorkspace': {
    least: 'reader',
    changesWho: true,
    fields: ({ workspaceId }) => ({ workspaceId }),
  },

  'documents/changeScope': {
    least: 'admin',
    fields: ({ documentId }) => ({ documentId, scope: 'inherited' }),
  },
  'documents/nameInRules': {
    least: 'admin',
    fields: ({ documentId, personId }) => ({ documentId, subject: `person ${personId}`, role: 'reader' }),
  },
  'documents/strikeFromRules': {
    least: 'admin',
    fields: ({ restrictedId, personId }) => ({ documentId: restrictedId, subject: `person ${personId}` }),
  },
  'groups/createGroup': { least: 'account', fields: () => ({ name: 'Another' }) },
  'groups/changeGroup': { least: 'group admin', fields: ({ groupId }) => ({ groupId, name: 'Changed' }) },
  'groups/changeRole': {
    least: 'group admin',
    fields: (things) => ({ ...at('groupId', 'personId')(things), role: 'admin' }),
  },
  'groups/removeMember': { least: 'group admin', fields: at('groupId', 'personId') },
  'groups/leaveGroup': { least: 'group member', fields: at('groupId') },
  'groups/deleteGroup': { least: 'group admin', fields: at('groupId') },
  'groups/invite': { least: 'group admin', fields: ({ groupId }) => ({ groupId, days: '7' }) },
  'groups/revoke': {
    least: 'group admin',
    fields: ({ groupId, groupInvitationId }) => ({ groupId, invitationId: groupInvitationId }),
  },
  'groups/joinAsGroup': { least: 'group admin', fields: at('groupId', 'token') },
  'groups/represent': {
    least: 'group admin',
    fields: (things) => ({ ...at('groupId', 'workspaceId')(things), representation: 'everybody' }),
  },
  'groups/leaveWorkspaceAsGroup': {
    least: 'group admin',
    fields: (things) => ({ ...at('groupId', 'workspaceId')(things), targetId: '' }),
  },
  'workspaces/comeIn': { least: 'account', fields: ({ openId }) => ({ workspaceId: openId }) },
  'workspaces/ask': {
    least: 'account',
    fields: ({ askableId }) => ({ workspaceId: askableId, groupId: '' }),
  },
  'workspaces/withdraw': { least: 'account', fields: at('workspaceId') },
  'workspaces/answerRequest': {
    least: 'admin',
    fields: (things) => ({ ...at('workspaceId', 'requestId')(things), role: 'reader', answer: 'accept' }),
  },
  // The group is looked at first: whoever does not run it is told what the group tells them.
  'workspaces/addGroup': {
    least: 'group admin',
    fields: (things) => ({ ...at('workspaceId', 'groupId')(things), role: 'reader' }),
  },
  'workspaces/changeGroupRole': {
    least: 'admin',
    fields: (things) => ({ ...at('workspaceId', 'groupId')(things), role: 'editor' }),
  },
  'workspaces/expelGroup': { least: 'admin', fields: at('workspaceId', 'groupId') },
  'workspaces/deleteWorkspace': {
    least: 'admin',
    fields: ({ workspaceId }) => ({ workspaceId, name: 'Forest', typedName: 'Forest' }),
  },
  'workspaces/answerMotion': {
    least: 'admin',
    fields: (things) => ({ ...at('workspaceId', 'motionId')(things), answer: 'stop' }),
  },
  'workspaces/changeWorkspace': {
    least: 'admin',
    fields: ({ workspaceId }) => ({ workspaceId, auditDays: '365' }),
  },
  'workspaces/adopt': {
    least: 'admin',
    fields: ({ workspaceId, orphanId }) => ({ workspaceId, documentId: orphanId }),
  },
};

import type { ENDPOINTS } from '#app/api/v1/endpoints.ts';
import { at, type Row, type Things } from '#lib/testing/policy-kit.ts';

/** An endpoint of the HTTP API: the thing whose id is in its address, what else is in there, and what is sent. */
export type Call = Row & {
  id?: keyof Things;
  params?: (things: Things) => Record<string, string>;
  body?: (things: Things) => object;
  /** Sends a form with a file. */
  sendsFile?: true;
  query?: string;
};

/** Who may do what by the HTTP API. */
export const API_POLICY: Record<keyof typeof ENDPOINTS, Call> = {
  getMe: { least: 'account' },
  getRecent: { least: 'account' },
  deleteRecent: { least: 'account' },
  getTemplates: { least: 'reader', id: 'workspaceId' },
  postTemplate: { least: 'editor', id: 'workspaceId', body: at('documentId') },
  getPresence: { least: 'reader', id: 'workspaceId' },
  getWorkspaces: { least: 'account' },
  postWorkspace: { least: 'account', body: () => ({ name: 'Another' }) },
  getDocuments: { least: 'reader', id: 'workspaceId' },
  postDocument: { least: 'editor', id: 'workspaceId', body: () => ({ kind: 'pad', title: 'New' }) },
  getOneDocument: { least: 'reader', id: 'documentId' },
  patchOneDocument: { least: 'editor', id: 'documentId', body: () => ({ title: 'Changed' }) },
  deleteDocument: { least: 'editor', id: 'documentId' },
  postMove: { least: 'admin', id: 'documentId', body: ({ workspaceId }) => ({ workspaceId }) },
  getTrash: { least: 'editor', id: 'workspaceId' },
  postRestore: {
    least: 'editor',
    id: 'workspaceId',
    params: ({ trashedId }) => ({ documentId: trashedId }),
    body: () => ({}),
  },
  deleteTrash: {
    least: 'admin',
    id: 'workspaceId',
    params: ({ trashedId }) => ({ documentId: trashedId }),
  },
  getHistory: { least: 'editor', id: 'documentId' },
  postReturn: { least: 'editor', id: 'documentId', body: () => ({ returnTo: 0 }) },
  getWritten: { least: 'editor', id: 'documentId' },
  getContributors: { least: 'editor', id: 'documentId' },
  deleteContributor: {
    least: 'admin',
    id: 'documentId',
    params: ({ personId }) => ({ kind: 'person', authorId: personId }),
  },
  getAttachments: { least: 'reader', id: 'documentId' },
  postAttachment: { least: 'editor', id: 'documentId', sendsFile: true },
  getOneAttachment: { least: 'reader', id: 'documentId', params: at('attachmentId') },
  getAttachmentContent: { least: 'reader', id: 'documentId', params: at('attachmentId') },
  deleteOneAttachment: { least: 'editor', id: 'documentId', params: at('attachmentId') },
  getVersions: { least: 'editor', id: 'documentId' },
  postVersion: { least: 'editor', id: 'documentId', body: () => ({ name: 'As agreed' }) },
  deleteVersion: { least: 'editor', id: 'documentId', params: at('versionId') },
  exportDocument: { least: 'reader', id: 'documentId', query: '?format=text' },
  getShareLinks: { least: 'editor', id: 'documentId' },
  postShareLink: { least: 'editor', id: 'documentId', body: () => ({ role: 'reader' }) },
  patchOneShareLink: { least: 'editor', id: 'linkId', quiet: true, body: () => ({ name: 'Press' }) },
  deleteShareLink: { least: 'editor', id: 'linkId', quiet: true },

  patchOneWorkspace: { least: 'admin', id: 'workspaceId', body: () => ({ auditDays: 365 }) },
  getMembers: { least: 'reader', id: 'workspaceId' },
  patchMember: {
    least: 'admin',
    id: 'workspaceId',
    params: at('personId'),
    body: () => ({ role: 'editor' }),
  },
  deleteMember: { least: 'admin', id: 'workspaceId', params: at('personId') },
  getWorkspaceGroups: { least: 'reader', id: 'workspaceId' },
  postWorkspaceGroup: {
    least: 'admin',
    id: 'workspaceId',
    body: ({ groupId }) => ({ groupId, role: 'reader' }),
  },
  patchWorkspaceGroup: {
    least: 'admin',
    id: 'workspaceId',
    params: at('groupId'),
    body: () => ({ role: 'editor' }),
  },
  getMotions: { least: 'admin', id: 'workspaceId' },
  postMotion: {
    least: 'admin',
    id: 'workspaceId',
    body: ({ groupId }) => ({ kind: 'expelGroup', groupId }),
  },
  answerMotion: {
    least: 'admin',
    id: 'workspaceId',
    params: at('motionId'),
    body: () => ({ answer: 'confirm' }),
  },
  getAuditLog: { least: 'admin', id: 'workspaceId' },
  getInvitations: { least: 'admin', id: 'workspaceId' },
  postInvitation: { least: 'admin', id: 'workspaceId', body: () => ({ role: 'reader', days: 7 }) },
  deleteInvitation: { least: 'admin', id: 'workspaceId', params: at('invitationId') },
  getJoinRequests: { least: 'admin', id: 'workspaceId' },
  answerJoinRequest: {
    least: 'admin',
    id: 'workspaceId',
    params: at('requestId'),
    body: () => ({ answer: 'decline' }),
  },
  getAccess: { least: 'reader', id: 'restrictedId' },
  patchAccess: { least: 'admin', id: 'restrictedId', body: () => ({ scope: 'inherited' }) },
  postRule: {
    least: 'admin',
    id: 'restrictedId',
    body: ({ personId }) => ({ subject: { kind: 'person', id: personId }, role: 'editor' }),
  },
  deleteRule: {
    least: 'admin',
    id: 'restrictedId',
    params: ({ personId }) => ({ kind: 'person', subjectId: personId }),
  },
  getGuests: { least: 'editor', id: 'documentId' },
  patchGuests: { least: 'editor', id: 'documentId', body: () => ({ isLocked: true }) },
  patchGuest: { least: 'editor', id: 'documentId', params: at('guestId'), body: () => ({ isMuted: true }) },
  deleteGuest: { least: 'editor', id: 'documentId', params: at('guestId'), query: '?undo=true' },
  postGuestPad: { least: 'editor', id: 'workspaceId', body: ({ padToken }) => ({ token: padToken }) },
  getPublication: { least: 'editor', id: 'publishedId' },
  postPublication: {
    least: 'editor',
    id: 'documentId',
    body: ({ documentId }) => ({ slug: documentId, covers: 'document', isIndexed: false, hasFeed: false }),
  },
  deletePublication: { least: 'editor', id: 'publishedId' },
  getGroups: { least: 'account' },
  postGroup: { least: 'account', body: () => ({ name: 'Another' }) },
  getOneGroup: { least: 'group member', id: 'groupId' },
  patchOneGroup: { least: 'group admin', id: 'groupId', body: () => ({ showsMembers: true }) },
  deleteGroup: { least: 'group admin', id: 'groupId' },
  getGroupMembers: { least: 'group member', id: 'groupId' },
  patchGroupMember: {
    least: 'group admin',
    id: 'groupId',
    params: at('personId'),
    body: () => ({ role: 'admin' }),
  },
  deleteGroupMember: { least: 'group admin', id: 'groupId', params: at('personId') },
  getGroupWorkspaces: { least: 'group member', id: 'groupId' },
  patchGroupWorkspace: {
    least: 'group admin',
    id: 'groupId',
    params: at('workspaceId'),
    body: ({ personId }) => ({ representation: 'delegates', delegateIds: [personId] }),
  },
  deleteGroupWorkspace: { least: 'group admin', id: 'groupId', params: at('workspaceId') },
  getGroupInvitations: { least: 'group admin', id: 'groupId' },
  postGroupInvitation: { least: 'group admin', id: 'groupId', body: () => ({ days: 7, maxUses: 3 }) },
  deleteGroupInvitation: {
    least: 'group admin',
    id: 'groupId',
    params: ({ groupInvitationId }) => ({ invitationId: groupInvitationId }),
  },
};

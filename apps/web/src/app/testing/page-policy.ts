import type { Row, Things } from '#lib/testing/policy-kit.ts';

/** A load of a page, or a function that takes a Grant, which nobody has who may not. */
export type Load = (Row & { input?: (things: Things) => unknown[] }) | 'takes a Grant';

const bySlug = ({ slug }: Things) => [slug];

/** Who may load which page. */
export const LOAD_POLICY: Record<string, Load> = {
  'accounts/loadMe': { least: 'account' },
  'accounts/loadSessions': { least: 'account' },
  'accounts/loadBackupCodeCount': { least: 'account' },
  'accounts/loadSoleAdminPlaces': { least: 'account' },
  'accounts/loadOwnExport': { least: 'account' },
  'accounts/loadRecoverySettings': { least: 'account' },
  'accounts/isCodeAwaited': { least: 'everybody' },
  'accounts/loadInstanceSettings': { least: 'account' },
  'accounts/loadRegistration': { least: 'everybody' },
  'accounts/isSetupOpen': { least: 'everybody' },
  'accounts/loadSignIn': { least: 'everybody', input: () => ['/'] },
  'documents/loadDocuments': {
    least: 'reader',
    quiet: true,
    input: ({ workspaceId, slug }) => [{ id: workspaceId, name: '', slug, role: null }],
  },
  'documents/loadDocument': { least: 'reader', quiet: true, input: ({ documentId }) => [documentId] },
  'documents/loadMoveTargets': { least: 'admin', quiet: true, input: ({ documentId }) => [documentId] },
  'documents/loadTrash': { least: 'editor', quiet: true, input: ({ workspaceId }) => [workspaceId] },
  'history/loadHistory': {
    least: 'editor',
    quiet: true,
    input: ({ documentId }) => [documentId, { at: 0 }],
  },
  'comments/loadComments': { least: 'reader', quiet: true, input: ({ documentId }) => [documentId] },
  // A link for reading leads to its own page instead, and to no comments.
  'comments/loadGuestComments': {
    least: 'guest',
    input: ({ linkToken, documentId }) => [linkToken, documentId],
  },
  'shares/loadCommentingGuest': { least: 'everybody', input: ({ linkToken }) => [linkToken] },
  'history/loadContributors': { least: 'editor', quiet: true, input: ({ documentId }) => [documentId] },
  'documents/loadReadable': { least: 'account', input: ({ documentId }) => [[documentId]] },
  'documents/readingView': 'takes a Grant',
  'shares/loadShared': { least: 'everybody', input: ({ linkToken }) => [linkToken] },
  'shares/unlock': { least: 'everybody', input: ({ lockedToken }) => [lockedToken, ''] },
  'workspaces/loadMyWorkspaces': { least: 'account' },
  'workspaces/loadWorkspace': { least: 'reader', quiet: true, input: bySlug },
  // Knows no more than that the address is taken, for whoever asks for access next.
  'workspaces/workspaceId': { least: 'account', input: bySlug },
  'workspaces/loadMembers': { least: 'reader', quiet: true, input: bySlug },
  'workspaces/loadInvitation': { least: 'everybody', input: ({ token }) => [token] },

  'documents/loadDocumentAccess': { least: 'reader', quiet: true, input: ({ documentId }) => [documentId] },
  'documents/loadViewAs': {
    least: 'editor',
    quiet: true,
    input: ({ documentId, personId }) => [documentId, { kind: 'person', id: personId }],
  },
  'groups/loadMyGroups': { least: 'account' },
  'groups/loadCoWritten': {
    least: 'group member',
    quiet: true,
    input: ({ groupId, workspaceId }) => [groupId, workspaceId],
  },
  'groups/loadGroup': { least: 'group member', input: ({ groupId }) => [groupId] },
  'groups/loadGroupMembers': { least: 'group member', input: ({ groupId }) => [groupId] },
  'shares/loadShareLinks': { least: 'editor', quiet: true, input: ({ documentId }) => [documentId] },
  'publications/loadPublicView': { least: 'editor', quiet: true, input: ({ publishedId }) => [publishedId] },
  'publications/loadPublicPage': { least: 'everybody', input: ({ publishedId }) => [publishedId, null] },
  'publications/loadFeed': { least: 'everybody', input: ({ publishedId }) => [publishedId] },
  'publications/loadIndexed': { least: 'everybody' },
  'shares/loadGuestPad': { least: 'everybody', input: ({ padToken }) => [padToken] },
  'shares/loadPadsAllowed': { least: 'everybody' },
  'shares/loadGuestPage': { least: 'everybody', input: ({ linkToken }) => [linkToken] },
  'workspaces/loadWorkspaceSettings': { least: 'admin', quiet: true, input: bySlug },
  'workspaces/loadAudit': { least: 'admin', quiet: true, input: bySlug },
  'workspaces/loadOpenWorkspaces': { least: 'account' },
  // Adds an address to what was loaded already.
  'workspaces/withUrl': { least: 'everybody', input: () => [{ token: null }] },
};

/** What each page and each route outside the API asks before it shows anything. */
export const PLACES: Record<string, string> = {
  'page.tsx': 'loadMyWorkspaces(',
  'd/[id]/page.tsx': 'cache(loadDocument)',
  'join/[token]/page.tsx': 'loadInvitation(',
  'new-workspace/page.tsx': 'loadMe(',
  // It knows nothing: what it shows it reads in the browser.
  'offline/page.tsx': 'OfflinePage',
  'readable/route.ts': 'loadReadable(',
  'recover/page.tsx': 'RecoverForm',
  'settings/export/route.ts': 'loadOwnExport(',
  'settings/page.tsx': 'loadMe(',
  'setup/page.tsx': 'isSetupOpen(',
  'sign-in/page.tsx': 'loadSignIn(',
  'sign-in/code/page.tsx': 'isCodeAwaited(',
  'sign-up/page.tsx': 'loadRegistration(',
  'w/[slug]/members/page.tsx': 'loadMembers(',
  'w/[slug]/page.tsx': 'loadDocuments(',
  'w/[slug]/trash/page.tsx': 'loadTrash(',
  'api/auth/[...nextauth]/route.ts': 'OFFERED.has(action)',
  's/[token]/route.ts': 'showShared(',
  's/[token]/[document]/route.ts': 'showShared(',
  'sign-out/route.ts': 'currentMember(',

  'd/[id]/access/page.tsx': 'loadDocumentAccess(',
  'd/[id]/move/page.tsx': 'loadMoveTargets(',
  'd/[id]/comments/page.tsx': 'loadComments(',
  'd/[id]/authors/page.tsx': 'loadContributors(',
  'd/[id]/history/page.tsx': 'loadHistory(',
  'd/[id]/public/page.tsx': 'loadPublicView(',
  'p/[slug]/[[...page]]/route.ts': 'loadPublicPage(',
  'robots.txt/route.ts': 'loadIndexed(',
  'sitemap.xml/route.ts': 'loadIndexed(',
  'd/[id]/as/page.tsx': 'loadViewAs(',
  'groups/page.tsx': 'loadMyGroups(',
  'groups/[id]/export/route.ts': 'loadCoWritten(',
  'groups/[id]/page.tsx': 'loadGroup(',
  's/[token]/write/page.tsx': 'loadGuestPage(',
  's/[token]/comments/page.tsx': 'loadCommentingGuest(',
  's/[token]/pad/page.tsx': 'loadGuestPad(',
  'new-pad/page.tsx': 'loadPadsAllowed(',
  'w/[slug]/settings/page.tsx': 'loadWorkspaceSettings(',
  'w/[slug]/settings/log/page.tsx': 'loadAudit(',
  'workspaces/page.tsx': 'loadOpenWorkspaces(',
};

import { at } from '#lib/testing/policy-kit.ts';
import type { Form } from './form-policy.ts';

/** Who may send which form about a document's place and what it is about. */
export const WIKI_FORMS: Record<string, Form> = {
  'wiki/changeTags': {
    least: 'editor',
    fields: ({ documentId }) => ({ documentId, tags: 'Kitchen, money' }),
  },
  'wiki/changeProperties': {
    least: 'editor',
    fields: ({ documentId }) => ({ documentId, ownerId: '', reviewOn: '2026-12-31', status: 'draft' }),
  },
  'inbox/watch': {
    least: 'reader',
    fields: ({ documentId }) => ({ documentId, watching: 'branch' }),
  },
  'inbox/renewFeed': { least: 'account' },
  'inbox/endFeed': { least: 'account' },
  'inbox/setMail': { least: 'account', fields: () => ({ address: 'kim@example.org', hour: '7' }) },
  'inbox/endMail': { least: 'account' },
  'inbox/agreeToLetters': { least: 'everybody', fields: () => ({ token: 'no-secret' }) },
  'inbox/allowLetters': { least: 'everybody', fields: () => ({ token: 'no-secret' }) },
  'inbox/stopLetters': { least: 'everybody', fields: () => ({ token: 'no-secret' }) },
  'inbox/markRead': { least: 'account', fields: () => ({}) },
  'wiki/replaceInPages': {
    least: 'editor',
    fields: ({ documentId }) => ({ find: 'a', with: 'b', pages: documentId }),
  },
  // What the present state does not allow has passed the gate.
  'structure/splitDocument': { least: 'editor', fields: ({ documentId }) => ({ documentId, level: '1' }) },
  'structure/mergeDocument': {
    least: 'editor',
    fields: ({ documentId }) => ({ documentId, into: documentId }),
  },
  'structure/archive': { least: 'editor', fields: ({ documentId }) => ({ documentId, isArchived: 'true' }) },
  'templates/chooseBeginning': {
    least: 'editor',
    fields: ({ documentId }) => ({ documentId, templateId: '' }),
  },
  'documents/makeNamedPage': {
    least: 'editor',
    fields: ({ workspaceId, documentId }) => ({ workspaceId, title: 'Kitchen', from: documentId }),
  },
  'wiki/createPage': { least: 'editor', fields: at('workspaceId') },
  'wiki/movePage': { least: 'editor', fields: ({ documentId }) => ({ documentId, parentId: '' }) },
  'wiki/stepPage': { least: 'editor', fields: ({ documentId }) => ({ documentId, step: 'up' }) },
  'wiki/changeStartPage': { least: 'admin', fields: ({ workspaceId }) => ({ workspaceId, pageId: '' }) },
  'wiki/changeIcon': { least: 'editor', fields: ({ documentId }) => ({ documentId, icon: '🌻' }) },
  'wiki/changeKind': { least: 'editor', fields: ({ documentId }) => ({ documentId, kind: 'wiki' }) },
  'transfers/exportBranch': {
    least: 'editor',
    fields: ({ workspaceId, documentId }) => ({ workspaceId, documentId, form: 'archive' }),
  },
  'transfers/endOrForget': {
    least: 'editor',
    fields: ({ workspaceId, transferId }) => ({ workspaceId, transferId, what: 'forget' }),
  },
};

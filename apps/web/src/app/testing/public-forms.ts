import type { Form } from './form-policy.ts';

/** Who may send which form about what the public reads. */
export const PUBLIC_FORMS: Record<string, Form> = {
  'publications/publish': {
    least: 'editor',
    fields: ({ documentId }) => ({ documentId, slug: documentId, covers: 'document' }),
  },
  'publications/updatePublic': {
    least: 'editor',
    fields: ({ publishedId }) => ({ documentId: publishedId }),
  },
  'publications/changeLook': {
    least: 'editor',
    fields: ({ publishedId }) => ({
      ...{ documentId: publishedId, name: '', line: '', accent: 'fir', pictureId: '', footer: '' },
    }),
  },
  'publications/unpublish': { least: 'editor', fields: ({ publishedId }) => ({ documentId: publishedId }) },
};

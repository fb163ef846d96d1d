import { type Attributes, mergeAttributes, Node } from '@tiptap/core';
import { safeAttributes } from './attributes.ts';

/** Where a file of a document is: null where the reader has no address for it. */
export type FileUrl = (fileId: string) => string | null;

const fileId: Attributes = {
  fileId: { default: null, parseHTML: (element) => element.getAttribute('data-file') },
};

/** A picture: a file of the document, with words for whoever does not see it. */
export const Image = Node.create<{ urlOf: FileUrl }>({
  name: 'image',
  group: 'block',
  atom: true,
  draggable: true,
  addOptions: () => ({ urlOf: () => null }),
  addAttributes: () => ({
    ...fileId,
    alt: { default: '', parseHTML: (element) => element.getAttribute('alt') ?? '' },
    width: { default: null, parseHTML: (element) => Number(element.getAttribute('width')) || null },
    height: { default: null, parseHTML: (element) => Number(element.getAttribute('height')) || null },
  }),
  parseHTML: () => [{ tag: 'img[data-file]' }],
  renderHTML({ node, HTMLAttributes: { id, fileId: _, ...rest } }) {
    const { fileId: file, alt, width, height } = safeAttributes('image', node.attrs);
    const src = typeof file === 'string' ? this.options.urlOf(file) : null;
    return ['img', mergeAttributes(rest, { 'data-file': file, src, alt, width, height })];
  },
});

/** Any other file of the document, by its name. */
export const Attachment = Node.create<{ urlOf: FileUrl }>({
  name: 'attachment',
  group: 'block',
  atom: true,
  draggable: true,
  addOptions: () => ({ urlOf: () => null }),
  addAttributes: () => ({
    ...fileId,
    name: { default: '', parseHTML: (element) => element.textContent ?? '' },
    size: { default: null, parseHTML: (element) => Number(element.getAttribute('data-size')) || null },
  }),
  parseHTML: () => [{ tag: 'a[data-file]', priority: 60 }],
  renderHTML({ node }) {
    const { fileId: file, name, size } = safeAttributes('attachment', node.attrs);
    const href = typeof file === 'string' ? this.options.urlOf(file) : null;
    return ['a', { class: 'attachment', 'data-file': file, 'data-size': size, href, download: name }, name];
  },
});

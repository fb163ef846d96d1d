import type { DocumentProjection } from '@plenum/domain/documents/types';

/** Somebody. */
export const anna = '0192f000-0000-7000-8000-00000000000a';
/** A group. */
export const group = '0192f000-0000-7000-8000-00000000000b';

/** The projection of a document without content. */
export const empty: DocumentProjection = {
  text: '',
  outline: [],
  links: [],
  wanted: [],
  mentions: [],
  tasks: [],
  sources: [],
  decisions: [],
  files: [],
};

/** A projection that has something of everything. */
export const full: DocumentProjection = {
  text: 'Agenda\n[ ] rice "and" \\beans',
  outline: [{ level: 1, text: 'Agenda', blockId: 'h' }],
  links: [
    { href: `/d/${anna}`, targetId: anna },
    { href: 'https://other.example/{a,"b"}', targetId: null },
  ],
  wanted: [{ key: 'soup kitchen', name: 'Soup Kitchen' }],
  mentions: [
    { personId: anna, blockId: 'h' },
    { personId: anna, blockId: '' },
  ],
  sources: ['0192f000-0000-7000-8000-00000000005c'],
  tasks: [
    { blockId: 'a', parentId: null, text: 'rice "and" \\beans', isDone: false },
    {
      blockId: 'b',
      parentId: 'a',
      text: '',
      isDone: true,
      doneAt: '2026-11-29T10:00:00.000Z',
      start: '2026-12-01',
      due: '2026-12-03T18:00[Europe/Berlin]',
      priority: 2,
      labels: ['flyer', 'hall, "large"'],
      people: [anna],
      groups: [group],
    },
  ],
  decisions: [
    { blockId: 'd', text: 'Zwölf Tische', result: 'accepted', yes: 7, no: 0, abstain: null },
    { blockId: 'e', text: '', result: 'open', yes: null, no: null, abstain: null },
  ],
  files: [anna],
};

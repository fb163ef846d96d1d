import { updateYFragment } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { fillEmptyBlocks } from '../yjs/empty-blocks.ts';
import { ownDocument } from '../yjs/json-from-update.ts';
import { SOURCES_NAME } from './sources.ts';
import { DESCRIPTIONS, SECTIONS_NAME, TASKS_NAME } from './task-list.ts';

/**
 * Makes the tasks, the sections, what is written about them and what is shown beside them in a document what they are in another, where they
 * are otherwise.
 */
export function returnTaskList(doc: Y.Doc, past: Y.Doc): void {
  for (const name of [TASKS_NAME, SECTIONS_NAME, SOURCES_NAME])
    returnMap(doc.getMap(name), past.getMap(name));
  const names = [...doc.share.keys(), ...past.share.keys()].filter((name) => name.startsWith(DESCRIPTIONS));
  for (const name of new Set(names)) returnFragment(doc.getXmlFragment(name), past.getXmlFragment(name));
}

function returnMap(map: Y.Map<unknown>, past: Y.Map<unknown>): void {
  for (const key of [...map.keys()]) if (!past.has(key)) map.delete(key);
  past.forEach((value, key) => {
    if (!map.has(key) || JSON.stringify(map.get(key)) !== JSON.stringify(value)) map.set(key, value);
  });
}

function returnFragment(fragment: Y.XmlFragment, past: Y.XmlFragment): void {
  if (past.length === 0) fragment.delete(0, fragment.length);
  else if (fragment.doc) {
    updateYFragment(fragment.doc, fragment, ownDocument(past), { mapping: new Map(), isOMark: new Map() });
    fillEmptyBlocks(fragment);
  }
}

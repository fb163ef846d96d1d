import { Editor } from '@tiptap/core';
import { beforeAll, expect, test, vi } from 'vitest';
import { doc, p } from '../testing/hard-cases.ts';
import { isDrawable } from './attributes.ts';
import { documentExtensions } from './extensions.ts';

// Tiptap's keymap asks for the platform.
beforeAll(() => void vi.stubGlobal('navigator', { platform: '', userAgent: '' }));

/** A cell as far as these rules look at it. */
const cell = (colspan: string): HTMLElement => Object({ getAttribute: () => colspan });

test.each([
  ['1000000000', 1_000],
  ['1e9', 1_000],
  ['Infinity', 1_000],
  ['0', 1],
  ['-3', 1],
  ['2.7', 2],
  ['many', 1],
  ['', 1],
  ['150', 150],
])(
  'ATT-28 a cell that is pasted over %s columns reaches over %i, which an editor draws',
  (colspan, expected) => {
    const { extensionManager } = new Editor({
      element: null,
      extensions: documentExtensions(),
      content: doc(p('a')),
    });
    const attributes = extensionManager.attributes.filter(
      ({ type, name }) => ['tableCell', 'tableHeader'].includes(type) && name === 'colspan',
    );
    expect(attributes).toHaveLength(2);
    for (const { attribute } of attributes) {
      const value: unknown = attribute.parseHTML?.(cell(colspan));
      expect(value).toBe(expected);
      expect(isDrawable('colspan', value)).toBe(true);
    }
  },
);

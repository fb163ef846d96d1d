import { readFileSync } from 'node:fs';
import path from 'node:path';
import { COLOURS } from '@plenum/editor/schema/colours';
import { AUTHOR_COLOURS } from '@plenum/protocol/author-colours';
import { describe, expect, test } from 'vitest';

const STYLES = path.join(import.meta.dirname, '../../public/styles');
const tokens = readFileSync(path.join(STYLES, 'tokens.css'), 'utf8');

type Theme = 'light' | 'dark';

/** A colour of one theme as #rrggbb. */
function colour(name: string, theme: Theme): string {
  const value = new RegExp(`--${name}: ([^;]+);`).exec(tokens)?.[1];
  if (value === undefined) throw new Error(`tokens.css has no --${name}`);
  const pair = /^light-dark\((#\w{6}), (#\w{6})\)$/.exec(value);
  const chosen = pair?.[theme === 'light' ? 1 : 2] ?? value;
  if (!/^#[0-9a-f]{6}$/.test(chosen)) throw new Error(`--${name} is no colour: ${value}`);
  return chosen;
}

function channels(hex: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16));
}

/** Relative luminance (WCAG 2.2). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = channels(hex).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio (WCAG 2.2). */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** A colour laid over another with a share between 0 and 1. */
function over(top: string, ground: string, share: number): string {
  const below = channels(ground);
  const mixed = channels(top).map((value, index) =>
    Math.round(value * share + (below[index] ?? 0) * (1 - share)),
  );
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

const GROUNDS = ['paper', 'sunken', 'raised', 'hover'];
const AUTHORS = AUTHOR_COLOURS.map((_, index) => `author-${index}`);

const TEXTS = COLOURS.map((colour) => `text-${colour}`);
const TEXT_GROUNDS = COLOURS.map((colour) => `ground-${colour}`);

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  const between = (one: string, other: string) => contrast(colour(one, theme), colour(other, theme));

  test.each(GROUNDS)('UI-1 text is legible on %s', (ground) => {
    expect(between('ink', ground)).toBeGreaterThanOrEqual(10);
    expect(between('ink-soft', ground)).toBeGreaterThanOrEqual(4.5);
    expect(between('ink-faint', ground)).toBeGreaterThanOrEqual(4.5);
  });

  test('UI-2 the accent is legible on paper, and text on the accent', () => {
    expect(between('accent', 'paper')).toBeGreaterThanOrEqual(4.5);
    expect(between('accent', 'sunken')).toBeGreaterThanOrEqual(4.5);
    expect(between('on-accent', 'accent')).toBeGreaterThanOrEqual(4.5);
    expect(between('on-accent', 'accent-hover')).toBeGreaterThanOrEqual(4.5);
  });

  test('UI-3 the edges of controls stand out', () => {
    expect(between('line-strong', 'paper')).toBeGreaterThanOrEqual(3);
    expect(between('line-strong', 'raised')).toBeGreaterThanOrEqual(3);
  });

  test.each(TEXTS)('UI-12 %s is legible on paper and on every ground, and ink is on these', (text) => {
    for (const ground of ['paper', 'raised', 'sunken', ...TEXT_GROUNDS]) {
      expect(between(text, ground)).toBeGreaterThanOrEqual(4.5);
      expect(between('ink', ground)).toBeGreaterThanOrEqual(7);
    }
  });

  test.each(AUTHORS)('UI-4 %s works as caret, as name tag and under text', (author) => {
    expect(between(author, 'paper')).toBeGreaterThanOrEqual(3);
    expect(between('on-author', author)).toBeGreaterThanOrEqual(4.5);
    const underlay = over(colour(author, theme), colour('paper', theme), 0.25);
    expect(contrast(colour('ink', theme), underlay)).toBeGreaterThanOrEqual(7);
  });
});

test('UI-5 a caret has the very colour that the style sheet has for its author', () => {
  expect(AUTHORS.map((author) => colour(author, 'light'))).toEqual([...AUTHOR_COLOURS]);
});

test.each(['tokens.css', 'prose.css'])('UI-6 %s is plain CSS that asks for nothing else', (file) => {
  const css = readFileSync(path.join(STYLES, file), 'utf8');
  expect(css).not.toMatch(/@import|@tailwind|@apply|@theme|url\(/);
});

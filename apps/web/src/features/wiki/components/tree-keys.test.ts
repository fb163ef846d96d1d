import type { TreeLevel, TreePage } from '@plenum/domain/wiki/types';
import { expect, test } from 'vitest';
import { placeOfDrop, sideAt } from './drop-place.ts';
import { toggled } from './open-pages.ts';
import { keyInTree, type Pressed } from './tree-keys.ts';

const page = (id: string, more: Partial<TreePage> = {}): TreePage => ({
  id,
  title: id,
  icon: null,
  parentId: null,
  isElsewhere: false,
  hasChildren: false,
  isRestricted: false,
  ...more,
});
const rows = [
  { page: page('Attic', { hasChildren: true }), depth: 0 },
  { page: page('Beds', { parentId: 'Attic', hasChildren: true }), depth: 1 },
  { page: page('Bread'), depth: 0 },
  { page: page('Élan'), depth: 0 },
];
const levels = { rows, isOpen: (id: string) => id === 'Attic' };
const press = (
  key: string,
  id: string,
  { typed = '', ...keys }: Partial<Pressed> & { typed?: string } = {},
) =>
  keyInTree(
    { key, altKey: false, ctrlKey: false, shiftKey: false, metaKey: false, ...keys },
    { id, levels, typed },
  );

test('WIKI-12 arrows, Home, End and the beginning of a title lead through the tree', () => {
  expect(press('ArrowDown', 'Attic')).toEqual({ do: 'focus', id: 'Beds' });
  expect(press('ArrowUp', 'Attic')).toBeNull();
  expect(press('End', 'Attic')).toEqual({ do: 'focus', id: 'Élan' });
  expect(press('Home', 'Bread')).toEqual({ do: 'focus', id: 'Attic' });
  expect(press('ArrowRight', 'Attic')).toEqual({ do: 'focus', id: 'Beds' });
  expect(press('ArrowRight', 'Beds')).toEqual({ do: 'toggle', id: 'Beds' });
  expect(press('ArrowRight', 'Bread')).toBeNull();
  expect(press('ArrowLeft', 'Beds')).toEqual({ do: 'focus', id: 'Attic' });
  expect(press('ArrowLeft', 'Attic')).toEqual({ do: 'toggle', id: 'Attic' });
  expect(press('Enter', 'Bread')).toEqual({ do: 'open', id: 'Bread' });
  expect(press('b', 'Attic')).toEqual({ do: 'focus', id: 'Beds' });
  expect(press('b', 'Beds')).toEqual({ do: 'focus', id: 'Bread' });
  expect(press('r', 'Beds', { typed: 'b' })).toEqual({ do: 'focus', id: 'Bread' });
  expect(press('é', 'Attic')).toEqual({ do: 'focus', id: 'Élan' });
});

test('WIKI-12 with Shift and Alt or Ctrl an arrow moves the page, and a shortcut of the browser stays one', () => {
  const moving = { shiftKey: true, altKey: true };
  expect(press('ArrowUp', 'Bread', moving)).toEqual({ do: 'step', id: 'Bread', step: 'up' });
  expect(press('ArrowRight', 'Bread', { shiftKey: true, ctrlKey: true })).toEqual({
    do: 'step',
    id: 'Bread',
    step: 'in',
  });
  expect(press('ArrowLeft', 'Bread', { altKey: true })).toBeNull();
  expect(press('r', 'Bread', { ctrlKey: true })).toBeNull();
});

test('WIKI-13 what is let go of on a row comes before it, below it or behind it', () => {
  expect([0, 9, 10, 29, 31].map((y) => sideAt(y, 40))).toEqual([
    'before',
    'before',
    'inside',
    'inside',
    'behind',
  ]);
  const pages = [page('a'), page('b'), page('c'), page('far', { isElsewhere: true })];
  const level: TreeLevel = { parentId: null, pages, next: null };
  const drop = (on: TreePage, side: Parameters<typeof placeOfDrop>[1]['side'], moving = 'x') =>
    placeOfDrop(on, { side, level, moving });
  expect(drop(page('b'), 'inside')).toEqual({ parentId: 'b', after: '' });
  expect(drop(page('b'), 'behind')).toEqual({ parentId: '', after: 'b' });
  expect(drop(page('b'), 'before')).toEqual({ parentId: '', after: 'a' });
  expect(drop(page('a'), 'before')).toEqual({ parentId: '', after: 'first' });
  expect(drop(page('b'), 'before', 'a')).toEqual({ parentId: '', after: 'first' });
  expect(drop(page('far', { isElsewhere: true }), 'before')).toEqual({ parentId: '', after: '' });
});

test('WIKI-14 the pages opened last are remembered, fifty at most', () => {
  expect(toggled(['a', 'b'], 'c')).toEqual(['c', 'a', 'b']);
  expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  const many = Array.from({ length: 50 }, (_, i) => `${i}`);
  expect(toggled(many, 'new')).toEqual(['new', ...many.slice(0, 49)]);
});

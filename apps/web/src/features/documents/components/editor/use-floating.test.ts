import { expect, test } from 'vitest';
import { placeBeside } from './use-floating.ts';

const window = { width: 400, height: 800 };
const size = { width: 200, height: 100 };
const text = (top: number, left = 50) => ({ top, bottom: top + 20, left, right: left + 60 });

test('EDIT-20 a menu stands on the side it prefers', () => {
  expect(placeBeside({ text: text(300), size, window, prefer: 'above', align: 'start' })).toEqual({
    x: 50,
    y: 192,
  });
  expect(placeBeside({ text: text(300), size, window, prefer: 'below', align: 'start' })).toEqual({
    x: 50,
    y: 328,
  });
});

test('EDIT-20 a menu takes the other side where it would leave the window or cover the top bar', () => {
  expect(placeBeside({ text: text(100), size, window, prefer: 'above', align: 'start' }).y).toBe(128);
  expect(placeBeside({ text: text(750), size, window, prefer: 'below', align: 'start' }).y).toBe(642);
});

test.each([-40, 10, 390, 900])('EDIT-20 beside text at %i px a menu is wholly in the window', (left) => {
  for (const align of ['start', 'end'] as const) {
    const { x } = placeBeside({ text: text(300, left), size, window, prefer: 'below', align });
    expect(x).toBeGreaterThanOrEqual(8);
    expect(x + size.width).toBeLessThanOrEqual(window.width - 8);
  }
});

test('EDIT-20 a menu can end where its text ends', () => {
  expect(placeBeside({ text: text(300, 300), size, window, prefer: 'above', align: 'end' }).x).toBe(160);
});

import { expect, test } from 'vitest';
import { markdownFromJson } from '../markdown/markdown-from-json.ts';
import { ADDRESSABLE_TYPES } from '../schema/block-id.ts';
import type { NodeJson } from '../schema/json.ts';
import { textFromJson } from '../text/text-from-json.ts';
import { agendaTemplate } from './agenda.ts';

const HEADINGS = {
  en: ['Agenda', 'Tasks', 'Kept for later', 'Next meeting'],
  de: ['Tagesordnung', 'Aufgaben', 'Für später gemerkt', 'Nächstes Treffen'],
};

function flatten(node: NodeJson): NodeJson[] {
  return [node, ...(node.content ?? []).flatMap(flatten)];
}

test.each(['en', 'de'] as const)('DOC-7 the agenda in %s has its parts, and ids on all of them', (locale) => {
  const agenda = agendaTemplate({ locale, date: new Date(2026, 10, 22) });
  const nodes = flatten(agenda);
  const headings = nodes.filter((node) => node.type === 'heading' && node.attrs?.level === 2);
  expect(headings.map((node) => node.content?.[0]?.text)).toEqual(HEADINGS[locale]);
  expect(nodes.filter((node) => node.type === 'taskItem').length).toBeGreaterThanOrEqual(3);
  expect(nodes.filter((node) => node.type === 'heading' && node.attrs?.minutes).length).toBe(6);
  expect(nodes.filter((node) => node.type === 'decision')).toHaveLength(1);
  const ids = nodes.filter((node) => ADDRESSABLE_TYPES.includes(node.type)).map((node) => node.attrs?.id);
  expect(ids.every((id) => typeof id === 'string')).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each([
  ['en', 'Date: Sunday, 22 November 2026'],
  ['de', 'Datum: Sonntag, 22. November 2026'],
] as const)('DOC-7 the agenda in %s begins with its day', (locale, line) => {
  const [first = ''] = textFromJson(agendaTemplate({ locale, date: new Date(2026, 10, 22) })).split('\n');
  expect(first.replace('Sunday 22', 'Sunday, 22')).toBe(`- ${line}`);
});

test('DOC-7 a date given as text is taken as it is', () => {
  const date = '1. *May* <b> | [x](y)\n# z';
  const agenda = agendaTemplate({ locale: 'en', date });
  expect(textFromJson(agenda).split('\n')[0]).toBe('- Date: 1. *May* <b> | [x](y) # z');
  expect(markdownFromJson(agenda)).toContain('**Date:** 1. \\*May\\*');
});

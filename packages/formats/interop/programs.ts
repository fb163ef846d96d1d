import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs pandoc in a folder of its own. */
export function pandoc(args: readonly string[], input: string | Uint8Array): Buffer {
  const { status, stdout, stderr } = spawnSync('pandoc', [...args], { input, maxBuffer: 64 * 2 ** 20 });
  if (status !== 0) throw new Error(`pandoc: ${stderr}`);
  return stdout;
}

/** A file as pandoc reads it: the tree of its document. */
export function readByPandoc(content: Uint8Array, format: string): PandocNode {
  return JSON.parse(pandoc(['--from', format, '--to', 'json'], content).toString());
}

/** A file that pandoc writes from Markdown, in a folder with a picture. */
export function writtenByPandoc(markdown: string, format: string, picture: Uint8Array): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'plenum-pandoc-'));
  try {
    writeFileSync(join(folder, 'picture.png'), picture);
    writeFileSync(join(folder, 'in.md'), markdown);
    const out = join(folder, 'out');
    const args = ['in.md', '--standalone', '--self-contained', '--to', format, '--output', out];
    const { status, stderr } = spawnSync('pandoc', args, { cwd: folder });
    if (status !== 0) throw new Error(`pandoc: ${stderr}`);
    return readFileSync(out);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A node of pandoc's tree, or whatever lies in one. */
export type PandocNode = string | number | null | { t?: string; c?: unknown } | PandocNode[];

/** All nodes of a type, with what they have. */
export function nodesOf(tree: unknown, type: string): unknown[] {
  if (Array.isArray(tree)) return tree.flatMap((one) => nodesOf(one, type));
  if (typeof tree !== 'object' || tree === null) return [];
  const own = 't' in tree && tree.t === type ? ['c' in tree ? tree.c : null] : [];
  return [...own, ...Object.values(tree).flatMap((one) => nodesOf(one, type))];
}

/** The words in a part of pandoc's tree. */
export function wordsIn(tree: unknown): string {
  if (Array.isArray(tree)) return tree.map(wordsIn).join('');
  if (typeof tree !== 'object' || tree === null) return '';
  if ('t' in tree && (tree.t === 'Space' || tree.t === 'SoftBreak' || tree.t === 'LineBreak')) return ' ';
  if ('t' in tree && tree.t === 'Str') return String('c' in tree ? tree.c : '');
  if ('t' in tree && (tree.t === 'Code' || tree.t === 'CodeBlock'))
    return Array.isArray(Reflect.get(tree, 'c')) ? String(Reflect.get(tree, 'c')[1]) : '';
  return Object.values(tree).map(wordsIn).join('');
}

import type * as Linkify from 'linkifyjs';

// Stands for linkifyjs, half of which is a table of all top level domains, in a browser: it finds nothing until it has come.
let linkify: Pick<typeof Linkify, 'find' | 'tokenize'> | null = null;

/** Lets it come. */
export async function loadLinkify(): Promise<void> {
  linkify ??= await import('linkifyjs/dist/linkify.mjs');
}

export function find(...given: Parameters<typeof Linkify.find>): ReturnType<typeof Linkify.find> {
  return linkify?.find(...given) ?? [];
}

export function tokenize(text: string): ReturnType<typeof Linkify.tokenize> {
  return linkify?.tokenize(text) ?? [];
}

// No scheme is our own.
export function registerCustomProtocol(): void {}
export function reset(): void {}

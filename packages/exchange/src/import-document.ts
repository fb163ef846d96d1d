import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { createDocument, trashDocument } from '@plenum/database/documents/writes';
import { MAX_TITLE } from '@plenum/domain/documents/schema';
import type { DocumentCard } from '@plenum/domain/documents/types';
import { AppError } from '@plenum/domain/errors';
import { withBlockIds } from '@plenum/editor/schema/block-id';
import type { NodeJson } from '@plenum/editor/schema/json';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import type { Converter } from '@plenum/formats/convert';
import { type ImportName, importNameOf } from '@plenum/formats/format-names';
import { type Loss, Losses } from '@plenum/formats/losses';
import type { ImportedDocument, ImportedPicture } from '@plenum/formats/reading/imported';
import { keepFile } from './keep-file.ts';
import { replaceText } from './replace-text.ts';
import { usableTags } from './usable-tags.ts';

/** A file that is to become a document. */
export interface SentFile {
  /** Its name; empty where whoever sends it gives it none. */
  name: string;
  content: Uint8Array;
}

/** How a file is to become a document. */
export interface ImportOptions {
  file: SentFile;
  /** Null for what the name says. */
  format: ImportName | null;
  title?: string | undefined;
  /** For a file that says no title itself. */
  untitled: string;
  converter: Converter;
  /** Told where half of an import could not be thrown away. */
  onLeftover?: (error: unknown) => void;
}

/** A document that a file became, and what of the file did not come along. */
export interface Imported {
  document: DocumentCard;
  losses: Loss[];
  /** Its text as ProseMirror JSON, with the ids of its blocks. */
  content: NodeJson;
}

/**
 * Makes a document of a file. Its pictures become attachments, as if somebody had added each.
 * @throws AppError as the converter does; `invalid_input` for a file whose name does not say what it is.
 */
export async function importDocument(
  grant: Grant<'document.create'>,
  options: ImportOptions,
): Promise<Imported> {
  const read = await readAs(options);
  const title = titleOf(options, read.title);
  const hasPictures = read.pictures.length > 0;
  const content = withBlockIds(read.content);
  const seed = hasPictures ? null : updateFromJson(content);
  const { tags, isLess } = usableTags(read.tags ?? []);
  const losses = lossesOf(read, { ofTags: isLess });
  const document = await createDocument(grant, { kind: 'pad', title, tags, seed });
  if (!hasPictures) return { document, losses, content };
  try {
    const write = () =>
      authorize(grant.db, { actor: grant.actor, action: 'document.write', on: document.id });
    return {
      document,
      content,
      losses: await fill(await write(), { ...read, content, losses }, write),
    };
  } catch (error) {
    const organise = await authorize(grant.db, {
      actor: grant.actor,
      action: 'document.organise',
      on: document.id,
    });
    // Half of a file is none.
    await trashDocument(organise).catch((failure: unknown) => options.onLeftover?.(failure));
    throw error;
  }
}

/** Puts a file in place of a document's text, by one edit that leaves alone what is in both. @throws as {@link importDocument} does. */
export async function importOver(
  grant: Grant<'document.write'>,
  options: Pick<ImportOptions, 'file' | 'format' | 'converter'>,
): Promise<Loss[]> {
  const read = await readAs(options);
  const write = () =>
    authorize(grant.db, { actor: grant.actor, action: 'document.write', on: grant.documentId });
  // The document keeps those that it has.
  const losses = lossesOf(read, { ofTags: (read.tags ?? []).length > 0 });
  return fill(await write(), { ...read, losses }, write);
}

function lossesOf({ losses: before }: ImportedDocument, { ofTags }: { ofTags: boolean }): Loss[] {
  const losses = new Losses();
  losses.addAll(before);
  if (ofTags) losses.add('properties', { place: 'tags' });
  return losses.list();
}

function readAs({
  file,
  format,
  converter,
}: Pick<ImportOptions, 'file' | 'format' | 'converter'>): Promise<ImportedDocument> {
  const known = format ?? importNameOf(file.name);
  if (known) return converter.importFile(known, file.content);
  throw new AppError(
    'invalid_input',
    'The name of this file does not say what it is. Documents are made of .docx, .odt, .md, .html, .txt and .etherpad files.',
  );
}

async function fill(
  grant: Grant<'document.write'>,
  { content, pictures, losses: before }: ImportedDocument,
  write: () => Promise<Grant<'document.write'>>,
): Promise<Loss[]> {
  const losses = new Losses();
  losses.addAll(before);
  const kept = new Map<string, { id: string; width: number | null; height: number | null }>();
  for (const picture of pictures) {
    const file = await keptPicture(grant, picture);
    if (file) kept.set(picture.id, file);
  }
  const text = withPictures(content, (id, alt) => {
    const file = kept.get(id);
    if (!file && pictures.some((picture) => picture.id === id)) losses.add('refusedPictures', { place: alt });
    return file?.id ?? null;
  });
  await replaceText(await write(), withBlockIds(text));
  return losses.list();
}

/** Null for a picture that is not taken: of another kind, damaged, too large, or without room for it. */
async function keptPicture(grant: Grant<'document.write'>, { name, content }: ImportedPicture) {
  try {
    const file = await keepFile(grant, { name, content, isPicture: true });
    return file;
  } catch (error) {
    if (error instanceof AppError && ['invalid_input', 'too_large', 'conflict'].includes(error.code))
      return null;
    throw error;
  }
}

/** A text whose pictures are attachments; of one that is none its words stay. */
function withPictures(node: NodeJson, idOf: (id: string, alt: string) => string | null): NodeJson {
  const alt = String(node.attrs?.alt ?? '');
  if (node.type === 'image' && typeof node.attrs?.fileId === 'string') {
    const fileId = idOf(node.attrs.fileId, alt);
    if (fileId !== null) return { ...node, attrs: { ...node.attrs, fileId } };
    return { type: 'paragraph', content: alt === '' ? [] : [{ type: 'text', text: alt }] };
  }
  return node.content ? { ...node, content: node.content.map((child) => withPictures(child, idOf)) } : node;
}

function titleOf({ title, file, untitled }: ImportOptions, own: string | null): string {
  const name = file.name.replace(/^.*[\\/]/, '').replace(/\.[A-Za-z0-9]{1,10}$/, '');
  const found = [title, own, name].find((one) => cleanTitle(one ?? '') !== '');
  return cleanTitle(found ?? untitled);
}

/** A title as documents may have it; empty where nothing of it is left. */
export function cleanTitle(title: string): string {
  return [
    ...title
      .replace(/\p{Cc}+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  ]
    .slice(0, MAX_TITLE)
    .join('')
    .trim();
}

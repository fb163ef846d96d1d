import type { Grant } from '@plenum/database/access/grant';
import { findPublication } from '@plenum/database/publications/reads';
import { changeLook, publish, unpublish } from '@plenum/database/publications/writes';
import { AppError, notFound } from '@plenum/domain/errors';
import { parseInput } from '@plenum/domain/input';
import { lookSchema } from '@plenum/domain/publications/look';
import { publicationSchema } from '@plenum/domain/publications/schema';
import type { PublicationCard } from '@plenum/domain/publications/types';
import { pagesNow } from '@plenum/exchange/public-pages';
import type { Command } from '../arguments.ts';
import { withPerson } from '../data/as-person.ts';
import { readText } from '../data/input.ts';
import type { Env } from '../env.ts';
import type { Answer } from '../main.ts';

type Of<Name extends Command['name']> = Extract<Command, { name: Name }>;

/** Bytes of a look as JSON. */
const MOST_BYTES = 100_000;

/** Tells how a document is public. */
export async function showPublication(
  env: Env,
  { username, documentId }: Of<'publication show' | 'publication remove'>,
): Promise<Answer> {
  return withPerson(env, username, async (person) =>
    told(env, await person.grant('document.share', documentId)),
  );
}

/** Makes what stands in a document, and in what is public with it, the public version; what is not said stays as it was. */
export async function updatePublication(env: Env, command: Of<'publication update'>): Promise<Answer> {
  const { username, documentId, address, covers, isIndexed, hasFeed } = command;
  return withPerson(env, username, async (person) => {
    const grant = await person.grant('document.share', documentId);
    const published = await findPublication(grant);
    const settings = parseInput(publicationSchema, {
      slug: address ?? published?.slug,
      covers: covers ?? published?.covers ?? 'document',
      isIndexed: isIndexed ?? published?.isIndexed ?? false,
      hasFeed: hasFeed ?? published?.hasFeed ?? false,
    });
    const pages = await pagesNow(grant, { covers: settings.covers, published });
    await publish(grant, { settings, pages });
    return told(env, grant);
  });
}

/** Changes how public pages look; what is left out of the JSON stays as it was. */
export async function changePublicLook(env: Env, command: Of<'publication look'>): Promise<Answer> {
  const changes = jsonOf(await readText(command.file, MOST_BYTES));
  return withPerson(env, command.username, async (person) => {
    const grant = await person.grant('document.share', command.documentId);
    const published = await findPublication(grant);
    if (!published) throw notFound();
    await changeLook(grant, parseInput(lookSchema, { ...lookOf(published), ...changes }));
    return told(env, grant);
  });
}

/** Makes it public no more. */
export async function removePublication(
  env: Env,
  { username, documentId }: Of<'publication show' | 'publication remove'>,
): Promise<Answer> {
  await withPerson(env, username, async (person) =>
    unpublish(await person.grant('document.share', documentId)),
  );
  return { lines: [], value: { documentId } };
}

async function told({ publicUrl }: Env, grant: Grant<'document.share'>): Promise<Answer> {
  const published = await findPublication(grant);
  if (!published) throw notFound();
  const { slug, covers, isIndexed, hasFeed, pages } = published;
  const url = `${publicUrl}/p/${encodeURIComponent(slug)}`;
  const listed = pages.map(({ documentId, title, updatedAt }) => ({
    documentId,
    title,
    updatedAt: updatedAt.toISOString(),
  }));
  return {
    lines: [
      url,
      ...listed.map(({ documentId, title, updatedAt }) => `${documentId}  ${updatedAt}  ${title}`),
    ],
    value: { slug, url, covers, isIndexed, hasFeed, look: lookOf(published), pages: listed },
  };
}

function lookOf({ name, line, accent, pictureId, footer, footerLinks }: PublicationCard) {
  return { name, line, accent, pictureId, footer, footerLinks };
}

function jsonOf(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // What is said next is all that helps.
  }
  throw new AppError('invalid_input', 'The look is no JSON object.');
}

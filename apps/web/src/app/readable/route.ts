import { notSignedIn } from '@plenum/database/access/identify';
import { idSchema } from '@plenum/domain/ids';
import { parseInput } from '@plenum/domain/input';
import { z } from 'zod';
import { loadReadable } from '#features/documents/loaders.ts';
import { readJson } from '#lib/api/body.ts';
import { problemOf } from '#lib/api/problem.ts';
import { log } from '#lib/log.ts';
import { currentMember } from '#lib/session.ts';

/** Whom the page that asks was opened for, and some documents. */
const question = z.object({ person: idSchema, documents: z.array(idSchema).max(100) });

/** Answers a page which of the documents that its device keeps its person may still read. */
export async function POST(request: Request): Promise<Response> {
  try {
    const { person, documents } = parseInput(question, await readJson(request));
    // The cookie is the browser's: somebody else may have signed in since the page was opened.
    if ((await currentMember())?.personId !== person) throw notSignedIn();
    return Response.json(await loadReadable(documents), { headers: { 'Cache-Control': 'no-store' } });
  } catch (error) {
    return problemOf(error, (internal) => log.error({ err: internal }, 'what is readable could not be told'));
  }
}

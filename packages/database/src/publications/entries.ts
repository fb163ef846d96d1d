import type { DocumentId } from '@plenum/domain/ids';
import { SEARCH_LANGUAGES } from '@plenum/domain/workspaces/languages';
import { Prisma } from '../generated/client.ts';
import { documentEntry } from '../search/entries.ts';
import { vectorOf } from '../search/vector.ts';

const ANEW = Prisma.sql`DO UPDATE SET language = excluded.language, label = excluded.label, folded = excluded.folded,
  marks_at = excluded.marks_at, marks = excluded.marks, words = excluded.words`;
const IN_ANOTHER_LANGUAGE = Prisma.sql`${ANEW} WHERE public_entry.language <> excluded.language`;

/** A public page as far as it is found. */
interface Searched {
  documentId: DocumentId;
  title: string;
  text: string;
}

/**
 * Makes what is found of public pages of one workspace: of these texts alone, and nothing of who wrote them.
 * @param only those that have no entry in the language of the workspace yet, as long as they are public.
 */
export async function putEntries(
  tx: Pick<Prisma.TransactionClient, '$executeRaw' | '$queryRaw'>,
  pages: readonly Searched[],
  only: 'missing' | 'all' = 'all',
): Promise<void> {
  const [first] = pages;
  if (!first) return;
  const [workspace] = await tx.$queryRaw<{ language: string }[]>`
    SELECT w.search_language AS language FROM document d JOIN workspace w ON w.id = d.workspace_id WHERE d.id = ${first.documentId}::uuid`;
  const language = SEARCH_LANGUAGES.find((one) => one === workspace?.language) ?? 'simple';
  const entries = pages.map(({ title, text }) =>
    documentEntry({ title, text, authorId: null, outline: [], tasks: [], decisions: [] }),
  );
  await tx.$executeRaw`
    INSERT INTO public_entry (document_id, language, label, folded, marks_at, marks, words)
    SELECT n.document_id, ${language}, n.label, n.folded,
           ARRAY(SELECT jsonb_array_elements_text(n.marks_at)::int), ARRAY(SELECT jsonb_array_elements_text(n.marks)::int),
           ${Prisma.raw(vectorOf(`'${language}'`, language))}
      FROM unnest(${pages.map(({ documentId }) => documentId)}::uuid[], ${entries.map(({ label }) => label)}::text[],
                  ${entries.map(({ folded }) => folded)}::text[],
                  ${entries.map(({ marks }) => JSON.stringify(marks.map(({ at }) => at)))}::jsonb[],
                  ${entries.map(({ marks }) => JSON.stringify(marks.map(({ textAt }) => textAt)))}::jsonb[],
                  ${entries.map(({ words }) => words.title)}::text[], ${entries.map(({ words }) => words.headings)}::text[],
                  ${entries.map(({ words }) => words.text)}::text[])
           AS n(document_id, label, folded, marks_at, marks, title, headings, text)
           JOIN public_page p ON p.document_id = n.document_id
    ON CONFLICT (document_id) ${only === 'missing' ? IN_ANOTHER_LANGUAGE : ANEW}`;
}

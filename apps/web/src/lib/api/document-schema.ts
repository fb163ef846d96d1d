import { documentKindSchema } from '@plenum/domain/documents/schema';
import type { DocumentCard } from '@plenum/domain/documents/types';
import { idSchema } from '@plenum/domain/ids';
import { z } from 'zod';
import { database } from '#lib/database.ts';
import { documentPath } from '#lib/paths.ts';

/** A document as programs get it; its text is at /export. */
export const documentSchema = z.object({
  id: idSchema,
  kind: documentKindSchema,
  title: z.string(),
  icon: z.string().nullable(),
  tags: z.array(z.string()),
  isTemplate: z.boolean(),
  workspaceId: idSchema,
  parentId: idSchema.nullable(),
  frozenAt: z.iso.datetime().nullable(),
  archivedAt: z.iso.datetime().nullable(),
  /** The document that its text went into. */
  mergedIntoId: idSchema.nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  url: z.url(),
});

/** A document in those words. */
export function documentJson({
  id,
  kind,
  title,
  icon,
  tags,
  isTemplate,
  workspaceId,
  parentId,
  frozenAt,
  archivedAt,
  mergedIntoId,
  createdAt,
  updatedAt,
}: DocumentCard): z.infer<typeof documentSchema> {
  return {
    id,
    kind,
    title,
    icon,
    tags,
    isTemplate,
    workspaceId,
    parentId,
    frozenAt: frozenAt?.toISOString() ?? null,
    archivedAt: archivedAt?.toISOString() ?? null,
    mergedIntoId,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    url: `${database().publicUrl}${documentPath(id)}`,
  };
}

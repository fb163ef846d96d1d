import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { appendUpdate } from '@plenum/database/documents/rows';
import { createShareLink } from '@plenum/database/shares/writes';
import { aDocument, aMember, aWorkspace } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import type { NodeJson } from '@plenum/editor/schema/json';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { afterAll } from 'vitest';
import { readingView } from '#lib/document-views.ts';
import { aPerson, type Person } from './people.ts';
import { openWebDatabase } from './visitor.ts';

/** What stands for what is gone, and for what may not be read. */
export const GONE = 'What was to be shown here is gone, or you may not read it.';

/** Nothing's id. */
export const NOBODY = '0192f000-0000-7000-8000-00000000000f';

export const line = (text: string, id: string | null = null): NodeJson => ({
  type: 'paragraph',
  attrs: { id },
  content: [{ type: 'text', text }],
});

export const heading = (text: string, id: string, level = 2): NodeJson => ({
  ...line(text),
  type: 'heading',
  attrs: { id, level },
});

/** The place of another text. */
export const show = (documentId: string, blockId: string | null = null): NodeJson => ({
  type: 'transclusion',
  attrs: { documentId, blockId },
});

/** The place of a list of the pages below. */
export const childPages = (levels = 1): NodeJson => ({ type: 'childPages', attrs: { levels } });

/** A place in which there is a sentence alone. */
export const frame = (documentId: string, inside: string, block = '') =>
  `<div class="shown-page" data-page="${documentId}"${block}><p>${inside}</p></div>`;

/** A workspace with an admin, who makes its documents, and somebody who reads them. */
export class ShownKit {
  readonly db: Database;
  readonly admin: Member;
  readonly reader: Person;
  readonly workspaceId: string;

  private constructor(of: Pick<ShownKit, 'db' | 'admin' | 'reader' | 'workspaceId'>) {
    this.db = of.db;
    this.admin = of.admin;
    this.reader = of.reader;
    this.workspaceId = of.workspaceId;
  }

  /** For all tests of a file, at its beginning. */
  static async open(): Promise<ShownKit> {
    const db = await openWebDatabase();
    afterAll(() => db.close());
    const admin = await aMember(db);
    const workspaceId = (await aWorkspace(db, admin)).id;
    return new ShownKit({ db, admin, workspaceId, reader: await aPerson(db, 'reader', workspaceId) });
  }

  readonly document = async (
    columns: { title?: string; kind?: 'pad' | 'wiki'; parentId?: string; access?: 'draft' },
    ...content: NodeJson[]
  ): Promise<string> => {
    const { db, admin: actor, workspaceId } = this;
    const seed = updateFromJson({ type: 'doc', content });
    return (await aDocument(db, { actor, workspaceId, seed, ...columns })).id;
  };

  /** Sets the text of a document. */
  readonly write = async (on: string, ...content: NodeJson[]): Promise<void> => {
    const grant = await authorize(this.db, { actor: this.admin, action: 'document.write', on });
    await appendUpdate(grant, updateFromJson({ type: 'doc', content }));
  };

  /** A share link. */
  readonly link = async (
    on: string,
    options: Partial<Parameters<typeof createShareLink>[1]> = {},
  ): Promise<string> => {
    const grant = await authorize(this.db, { actor: this.admin, action: 'document.share', on });
    return (await createShareLink(grant, { role: 'reader', ...options })).token;
  };

  /** What somebody reads of a document. */
  readonly read = async (on: string, by: Member | null = this.reader.member): Promise<string> => {
    const actor = by ?? this.admin;
    const grant = await authorize(this.db, { actor, action: 'document.read', on });
    return (await this.reader.visitor.asks(() => readingView(grant))).html;
  };
}

import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { startThread } from '@plenum/database/comments/comments';
import { listThreads } from '@plenum/database/comments/reads';
import { getDocumentState } from '@plenum/database/documents/reads';
import { appendUpdate } from '@plenum/database/documents/rows';
import { aDocument, aMember, aWorkspace, openTestDatabase } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import type { Action } from '@plenum/domain/access/decide';
import type { DocumentId } from '@plenum/domain/ids';
import { jsonFromMarkdown } from '@plenum/editor/markdown/json-from-markdown';
import { markdownFromJson } from '@plenum/editor/markdown/markdown-from-json';
import { FRAGMENT_NAME } from '@plenum/editor/schema/schema';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { placeOfQuote } from '@plenum/editor/yjs/place-of-quote';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { mergeDocuments } from '@plenum/exchange/merge-documents';
import { splitDocument } from '@plenum/exchange/split-document';
import { expect } from 'vitest';
import * as Y from 'yjs';

/** A workspace whose pages are split and merged. */
export class StructureKit {
  readonly db: Database;
  admin!: Member;
  editor!: Member;
  workspaceId!: string;

  private constructor(db: Database) {
    this.db = db;
  }

  /** In a database of its own. */
  static async open(): Promise<StructureKit> {
    return new StructureKit(await openTestDatabase());
  }

  /** Begins with another workspace, its admin and an editor. */
  async begin(): Promise<void> {
    this.admin = await aMember(this.db);
    this.workspaceId = (await aWorkspace(this.db, this.admin)).id;
    this.editor = await aMember(this.db, { workspaceId: this.workspaceId, role: 'editor' });
  }

  grant<A extends Action>(action: A, on: string, actor: Member = this.admin) {
    return authorize(this.db, { actor, action, on });
  }

  async aPage(
    title: string,
    markdown: string,
    columns: Partial<Parameters<typeof aDocument>[1]> = {},
  ): Promise<DocumentId> {
    const { db, admin: actor, workspaceId } = this;
    const seed = updateFromJson(jsonFromMarkdown(markdown));
    return (await aDocument(db, { actor, workspaceId, kind: 'wiki', title, seed, ...columns })).id;
  }

  async stateOf(id: DocumentId): Promise<Uint8Array> {
    return (await getDocumentState(await this.grant('document.read', id))).update;
  }

  async textOf(id: DocumentId): Promise<string> {
    return markdownFromJson(jsonFromUpdate(await this.stateOf(id))).trim();
  }

  async split(
    id: DocumentId,
    by: { level: number } | { blockId: string } = { level: 2 },
    actor = this.editor,
  ) {
    return splitDocument(await this.grant('document.write', id, actor), { by, untitled: 'Untitled' });
  }

  async merge(from: DocumentId, to: DocumentId, { actor = this.editor, mayChangeReaders = false } = {}) {
    const into = await this.grant('document.write', to, actor);
    return mergeDocuments(await this.grant('document.organise', from, actor), into, { mayChangeReaders });
  }

  async archived(id: DocumentId): Promise<boolean> {
    return (await this.db.prisma.document.findUniqueOrThrow({ where: { id } })).archivedAt !== null;
  }

  /** A comment on some words. */
  async comment(id: DocumentId, quote: string) {
    const place = placeOfQuote(await this.stateOf(id), { quote, most: 100 });
    if (typeof place === 'string') throw new Error(place);
    const [from, to] = [place.from, place.to].map((one) => Buffer.from(one).toString('base64'));
    return startThread(await this.grant('document.comment', id), { from, to, quote, body: 'Really?' });
  }

  /** The words that are commented on, and whether they have a place. */
  async threadsOf(id: DocumentId): Promise<[string, boolean][]> {
    const threads = await listThreads(await this.grant('document.readComments', id));
    return threads.map(({ quote, anchor }) => [quote, anchor !== null]);
  }

  /** Somebody who types a letter at a time at the end of a text, as long as it can be stored, and what of it was. */
  async typing(id: DocumentId, quote: string) {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, await this.stateOf(id));
    const text = [...textsOf(doc)].find((one) => one.toString().includes(quote));
    if (!text) throw new Error('There are such words.');
    const write = await this.grant('document.write', id, this.editor);
    let stored = '';
    let isOver = false;
    const over = (async () => {
      for (let n = 0; !isOver; n++) {
        const letter = String.fromCharCode(0x4e00 + n);
        const made: Uint8Array[] = [];
        const keep = (update: Uint8Array) => made.push(update);
        doc.on('update', keep);
        text.insert(text.length, letter);
        doc.off('update', keep);
        try {
          await appendUpdate(write, made[0] ?? new Uint8Array());
        } catch {
          return;
        }
        stored += letter;
      }
    })();
    return {
      async hasTyped(count: number) {
        await expect.poll(() => stored.length).toBeGreaterThan(count);
      },
      async stop() {
        isOver = true;
        await over;
        return stored;
      },
    };
  }
}

/** The texts of a document. */
export function* textsOf(doc: Y.Doc) {
  const waiting: unknown[] = [doc.getXmlFragment(FRAGMENT_NAME)];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next instanceof Y.XmlFragment) waiting.push(...next.toArray());
    else if (next instanceof Y.XmlText) yield next;
  }
}

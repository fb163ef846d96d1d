import type { Grant } from '@plenum/database/access/grant';
import { getDocumentSeq, getDocumentState } from '@plenum/database/documents/reads';
import type { DocumentId } from '@plenum/domain/ids';
import { htmlFromJson } from '@plenum/editor/html/html-from-json';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';

/** A document's committed text as HTML, and the sequence it stands for. */
export interface ReadingView {
  seq: number;
  html: string;
}

/** Characters of HTML that are kept for the next readers. */
const KEPT = 32 * 1024 * 1024;

/** The latest views, the least recently read first. A view is made once per sequence, however many people read it. */
const views = new Map<DocumentId, ReadingView>();
let kept = 0;

/** The document as it is committed now. */
export async function readingView(grant: Grant<'document.read'>): Promise<ReadingView> {
  const seq = await getDocumentSeq(grant);
  const known = views.get(grant.documentId);
  const view = known?.seq === seq ? known : await render(grant);
  keep(grant.documentId, view);
  return view;
}

async function render(grant: Grant<'document.read'>): Promise<ReadingView> {
  const { seq, update } = await getDocumentState(grant);
  return { seq, html: htmlFromJson(jsonFromUpdate(update)) };
}

function keep(id: DocumentId, view: ReadingView): void {
  forget(id);
  views.set(id, view);
  kept += view.html.length;
  for (const oldest of views.keys()) {
    if (kept <= KEPT) break;
    forget(oldest);
  }
}

function forget(id: DocumentId): void {
  kept -= views.get(id)?.html.length ?? 0;
  views.delete(id);
}

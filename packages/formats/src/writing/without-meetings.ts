import { minutesText } from '@plenum/editor/schema/agenda-item';
import { outcomeOf } from '@plenum/editor/schema/decision';
import { decisionTitle } from '@plenum/editor/schema/decision-words';
import type { NodeJson } from '@plenum/editor/schema/json';
import { safeDocument } from '@plenum/editor/schema/safe-document';
import type { Node } from '@tiptap/pm/model';
import type { ExportSource } from './export-source.ts';
import { linksAsText } from './links-as-text.ts';
import { shownAsLinks } from './shown-as-links.ts';

/**
 * The document of a source for formats that know nothing of meetings: a decision is a quote that begins with its result, and the minutes of an
 * item of the agenda stand behind it. Nor do they know of links by titles, and what is shown from elsewhere is a link.
 */
export function withoutMeetings({ content, words }: Pick<ExportSource, 'content' | 'words'>): Node {
  const visit = (node: Node): NodeJson => {
    const json: NodeJson = { ...node.toJSON() };
    if (!node.isTextblock && node.childCount > 0) json.content = node.children.map(visit);
    const minutes = node.type.name === 'heading' ? minutesText(node.attrs.minutes) : '';
    if (minutes !== '') json.content = [...(json.content ?? []), { type: 'text', text: minutes }];
    if (node.type.name !== 'decision') return json;
    const title = decisionTitle(outcomeOf(node), words.decisions);
    const line = { type: 'paragraph', content: [{ type: 'text', text: title, marks: [{ type: 'bold' }] }] };
    return { type: 'blockquote', content: [line, ...(json.content ?? [])] };
  };
  return safeDocument(linksAsText(shownAsLinks(visit(safeDocument(content)), words)));
}

import { getDocument, getDocumentState } from '@plenum/database/documents/reads';
import { getMeeting } from '@plenum/database/meetings/reads';
import { listDecisions } from '@plenum/database/meetings/register';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import type { DocumentCard } from '@plenum/domain/documents/types';
import type { WorkspaceId } from '@plenum/domain/ids';
import type { DecisionFilter } from '@plenum/domain/meetings/schema';
import type { DecisionCard, MeetingState } from '@plenum/domain/meetings/types';
import type { Page } from '@plenum/domain/page';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { leftOver } from '@plenum/editor/meetings/next-agenda';
import { safeDocument } from '@plenum/editor/schema/safe-document';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { forPage, grantFor } from '#lib/session.ts';

/** Decisions shown on one page. */
const DECISIONS_PER_PAGE = 50;

/** A page of the register of a workspace. */
export function loadDecisions(
  workspaceId: WorkspaceId,
  cursor: string | undefined,
  filter: DecisionFilter,
): Promise<Page<DecisionCard>> {
  const load = async () =>
    listDecisions(await grantFor('workspace.read', workspaceId), {
      limit: DECISIONS_PER_PAGE,
      cursor,
      filter,
    });
  return forPage(load);
}

/** What a meeting is at, for the page of its document. */
export function loadMeetingState(id: string): Promise<MeetingState> {
  return forPage(async () => getMeeting(await grantFor('document.readMeeting', id)));
}

/** What the page that closes a meeting shows. */
export interface ClosingView {
  document: DocumentCard;
  workspace: WorkspaceCard;
  meeting: MeetingState;
  /** What would come into the next agenda. */
  left: ReturnType<typeof leftOver>;
}

/** A meeting that is to be closed, or was. */
export function loadClosing(id: string): Promise<ClosingView> {
  const load = async () => {
    const grant = await grantFor('document.organise', id);
    const read = await grantFor('document.read', id);
    const [document, workspace, meeting, { update }] = await Promise.all([
      getDocument(grant),
      getWorkspace(await grantFor('workspace.read', grant.workspaceId)),
      getMeeting(await grantFor('document.readMeeting', id)),
      getDocumentState(read),
    ]);
    const done = new Set(meeting.items.filter(({ isDone }) => isDone).map(({ blockId }) => blockId));
    const doc = safeDocument(jsonFromUpdate(update));
    return { document, workspace, meeting, left: leftOver({ doc, done, leaveOut: new Set() }) };
  };
  return forPage(load);
}

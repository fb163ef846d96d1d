import type { DeliveryId, DocumentId, WebhookId, WorkspaceId } from '../ids.ts';
import type { EventName, Failure, TEST_EVENT, WebhookState } from './schema.ts';

/** A webhook as the admins of its workspace see it. Its secret is shown once, and is not in here. */
export interface WebhookCard {
  id: WebhookId;
  workspaceId: WorkspaceId;
  url: string;
  events: EventName[];
  state: WebhookState;
  /** Since when nothing has arrived; null where the last message did. */
  failingSince: Date | null;
  /** Null where they are gone. */
  createdBy: string | null;
  createdAt: Date;
}

/** What a message is about: an event, or a test. */
export type Told = EventName | typeof TEST_EVENT;

/** A message to a webhook, and what became of it. */
export interface DeliveryCard {
  id: DeliveryId;
  what: Told;
  documentId: DocumentId | null;
  createdAt: Date;
  attempts: number;
  /** When it is sent or sent again; null where it is not. */
  dueAt: Date | null;
  deliveredAt: Date | null;
  /** The HTTP status of the last answer; null without one. */
  status: number | null;
  /** Why the last attempt failed; null where it did not, and before it. */
  failure: Failure | null;
}

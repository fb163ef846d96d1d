import type { Database } from '@plenum/database/client';
import { keepText, postponeText, takeWantedText, wantMissingTexts } from '@plenum/database/files/file-texts';
import { forgetChanges, listChanged } from '@plenum/database/search/changes';
import { TextReader } from '@plenum/formats/plain-text/text-reader';
import type { Logger } from 'pino';
import type { Clock } from '../room/ports.ts';
import { AttachmentReader } from './attachment-reader.ts';
import type { DocumentThread } from './document-thread.ts';
import { Indexer } from './indexer.ts';

/** Keeps what a search knows up to what is stored: of documents, and of the words of their attachments. */
export function searchKeeper({
  db,
  clock,
  log,
  thread,
}: {
  db: Database;
  clock: Clock;
  log: Logger;
  thread: DocumentThread;
}): { start(): void; close(): Promise<unknown> } {
  const indexer = new Indexer({
    clock,
    thread,
    list: (which) => listChanged(db.pool, which),
    forget: (changes) => forgetChanges(db.pool, changes),
    onFailed: (documentId, err) => log.warn({ err, documentId }, 'a search could not take a document in'),
    onPaused: (err) => log.warn({ err }, 'taking in for searching pauses, trying again'),
  });
  const words = new TextReader();
  const attachments = new AttachmentReader({
    clock,
    prepare: () => wantMissingTexts(db.pool),
    take: () => takeWantedText(db.pool),
    content: (fileId) => db.files.read(fileId),
    read: (file, abandoned) => words.read(file, abandoned),
    keep: (fileId, text) => keepText(db.pool, fileId, text),
    postpone: (fileId, seconds) => postponeText(db.pool, fileId, seconds),
    onUnreadable: (fileId, reason) =>
      log.info({ fileId, reason }, 'an attachment is found by its name alone'),
    onPaused: (err) => log.warn({ err }, 'reading attachments pauses, trying again'),
  });
  return {
    start() {
      indexer.start();
      attachments.start();
    },
    close: () => Promise.all([indexer.close(), attachments.close()]),
  };
}

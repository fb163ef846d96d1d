-- Snapshots are made from the log, and made again as documents are used.
DELETE FROM "document_snapshot";

-- AlterTable
ALTER TABLE "document_snapshot" ADD COLUMN     "known" BYTEA NOT NULL;

-- Yjs updates are compact; trying to compress them costs more than it saves.
ALTER TABLE "document_snapshot" ALTER COLUMN "state" SET STORAGE EXTERNAL;
ALTER TABLE "document_snapshot" ALTER COLUMN "known" SET STORAGE EXTERNAL;
ALTER TABLE "document_update" ALTER COLUMN "data" SET STORAGE EXTERNAL;

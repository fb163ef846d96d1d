-- DropIndex
DROP INDEX "inbox_entry_person_id_document_id_kind_key";

-- AlterTable
ALTER TABLE "inbox_entry" ADD COLUMN     "block_id" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "reminder" INTEGER;

-- CreateTable
CREATE TABLE "task_reminder" (
    "document_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "due" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "told_until" TIMESTAMPTZ(3) NOT NULL,
    "next_at" TIMESTAMPTZ(3),

    CONSTRAINT "task_reminder_pkey" PRIMARY KEY ("document_id","block_id","minutes")
);

-- CreateIndex
CREATE INDEX "task_reminder_next_at_idx" ON "task_reminder"("next_at");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_entry_person_id_document_id_kind_block_id_key" ON "inbox_entry"("person_id", "document_id", "kind", "block_id");

-- AddForeignKey
ALTER TABLE "task_reminder" ADD CONSTRAINT "task_reminder_document_id_block_id_fkey" FOREIGN KEY ("document_id", "block_id") REFERENCES "task_item"("document_id", "block_id") ON DELETE CASCADE ON UPDATE CASCADE;


-- AlterTable
ALTER TABLE "task_item" ADD COLUMN     "done_at" TIMESTAMPTZ(3),
ADD COLUMN     "due" TEXT,
ADD COLUMN     "due_day" DATE,
ADD COLUMN     "labels" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "priority" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "start" TEXT;

-- CreateTable
CREATE TABLE "task_assignee" (
    "document_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "who" UUID NOT NULL,

    CONSTRAINT "task_assignee_pkey" PRIMARY KEY ("document_id","block_id","who")
);

-- CreateIndex
CREATE INDEX "task_assignee_who_idx" ON "task_assignee"("who");

-- AddForeignKey
ALTER TABLE "task_assignee" ADD CONSTRAINT "task_assignee_document_id_block_id_fkey" FOREIGN KEY ("document_id", "block_id") REFERENCES "task_item"("document_id", "block_id") ON DELETE CASCADE ON UPDATE CASCADE;

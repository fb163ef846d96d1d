-- AlterTable
ALTER TABLE "document" ADD COLUMN     "archived_at" TIMESTAMPTZ(3),
ADD COLUMN     "archived_with_id" UUID,
ADD COLUMN     "begins_with_id" UUID,
ADD COLUMN     "merged_into_id" UUID;

-- CreateIndex
CREATE INDEX "document_workspace_id_archived_at_id_idx" ON "document"("workspace_id", "archived_at", "id");

-- CreateIndex
CREATE INDEX "document_archived_with_id_idx" ON "document"("archived_with_id");

-- CreateIndex
CREATE INDEX "document_merged_into_id_idx" ON "document"("merged_into_id");

-- CreateIndex
CREATE INDEX "document_begins_with_id_idx" ON "document"("begins_with_id");

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_archived_with_id_fkey" FOREIGN KEY ("archived_with_id") REFERENCES "document"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "document"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_begins_with_id_fkey" FOREIGN KEY ("begins_with_id") REFERENCES "document"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "document" ADD COLUMN "is_template" BOOLEAN NOT NULL DEFAULT false;

-- DropIndex
DROP INDEX "document_workspace_id_deleted_at_updated_at_id_idx";

-- DropIndex
DROP INDEX "document_workspace_id_deleted_at_title_id_idx";

-- DropIndex
DROP INDEX "document_created_by_id_idx";

-- CreateIndex
CREATE INDEX "document_workspace_id_deleted_at_is_template_updated_at_id_idx" ON "document"("workspace_id", "deleted_at", "is_template", "updated_at", "id");

-- CreateIndex
CREATE INDEX "document_workspace_id_deleted_at_is_template_title_id_idx" ON "document"("workspace_id", "deleted_at", "is_template", "title", "id");

-- CreateIndex
CREATE INDEX "document_created_by_id_is_template_idx" ON "document"("created_by_id", "is_template");

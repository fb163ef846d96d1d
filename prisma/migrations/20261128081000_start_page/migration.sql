-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "start_page_id" UUID;

-- AddForeignKey
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_start_page_id_fkey" FOREIGN KEY ("start_page_id") REFERENCES "document"("id") ON DELETE SET NULL ON UPDATE CASCADE;


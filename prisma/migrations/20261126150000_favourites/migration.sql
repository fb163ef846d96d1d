-- CreateTable
CREATE TABLE "favourite" (
    "person_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,

    CONSTRAINT "favourite_pkey" PRIMARY KEY ("person_id","document_id")
);

-- CreateIndex
CREATE INDEX "favourite_document_id_idx" ON "favourite"("document_id");

-- CreateIndex
CREATE INDEX "document_workspace_id_deleted_at_title_id_idx" ON "document"("workspace_id", "deleted_at", "title", "id");

-- AddForeignKey
ALTER TABLE "favourite" ADD CONSTRAINT "favourite_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "favourite" ADD CONSTRAINT "favourite_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

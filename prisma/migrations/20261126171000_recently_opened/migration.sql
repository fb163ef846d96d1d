-- CreateTable
CREATE TABLE "recent_document" (
    "person_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recent_document_pkey" PRIMARY KEY ("person_id","document_id")
);

-- CreateIndex
CREATE INDEX "recent_document_person_id_at_document_id_idx" ON "recent_document"("person_id", "at", "document_id");

-- CreateIndex
CREATE INDEX "recent_document_document_id_idx" ON "recent_document"("document_id");

-- AddForeignKey
ALTER TABLE "recent_document" ADD CONSTRAINT "recent_document_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recent_document" ADD CONSTRAINT "recent_document_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

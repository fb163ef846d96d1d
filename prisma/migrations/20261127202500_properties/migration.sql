-- CreateEnum
CREATE TYPE "document_status" AS ENUM ('draft', 'adopted', 'outdated');

-- CreateTable
CREATE TABLE "document_properties" (
    "document_id" UUID NOT NULL,
    "owner_id" UUID,
    "review_on" DATE,
    "reminded_for" DATE,
    "status" "document_status",

    CONSTRAINT "document_properties_pkey" PRIMARY KEY ("document_id")
);

-- CreateIndex
CREATE INDEX "document_properties_owner_id_idx" ON "document_properties"("owner_id");

-- CreateIndex
CREATE INDEX "document_properties_review_on_idx" ON "document_properties"("review_on");

-- AddForeignKey
ALTER TABLE "document_properties" ADD CONSTRAINT "document_properties_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_properties" ADD CONSTRAINT "document_properties_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;


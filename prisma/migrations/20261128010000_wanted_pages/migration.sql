-- CreateTable
CREATE TABLE "document_wanted" (
    "document_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "document_wanted_pkey" PRIMARY KEY ("document_id","key")
);

-- CreateTable
CREATE TABLE "document_alias" (
    "document_id" UUID NOT NULL,
    "key" TEXT NOT NULL,

    CONSTRAINT "document_alias_pkey" PRIMARY KEY ("document_id","key")
);

-- CreateIndex
CREATE INDEX "document_wanted_key_idx" ON "document_wanted"("key");

-- CreateIndex
CREATE INDEX "document_alias_key_idx" ON "document_alias"("key");

-- AddForeignKey
ALTER TABLE "document_wanted" ADD CONSTRAINT "document_wanted_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_alias" ADD CONSTRAINT "document_alias_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "guest_pad" (
    "document_id" UUID NOT NULL,
    "kept_days" SMALLINT NOT NULL,

    CONSTRAINT "guest_pad_pkey" PRIMARY KEY ("document_id")
);

-- AddForeignKey
ALTER TABLE "guest_pad" ADD CONSTRAINT "guest_pad_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

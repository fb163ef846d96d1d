-- CreateTable
CREATE TABLE "document_credit" (
    "document_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "authors" TEXT[],
    "runs" JSONB NOT NULL,

    CONSTRAINT "document_credit_pkey" PRIMARY KEY ("document_id","seq")
);

-- AddForeignKey
ALTER TABLE "document_credit" ADD CONSTRAINT "document_credit_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

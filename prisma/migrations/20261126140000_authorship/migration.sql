-- CreateTable
CREATE TABLE "document_authorship" (
    "document_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "erasures" INTEGER NOT NULL DEFAULT 0,
    "authors" TEXT[],
    "runs" JSONB NOT NULL,

    CONSTRAINT "document_authorship_pkey" PRIMARY KEY ("document_id")
);

-- AddForeignKey
ALTER TABLE "document_authorship" ADD CONSTRAINT "document_authorship_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

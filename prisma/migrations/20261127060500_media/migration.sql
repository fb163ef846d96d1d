-- What of a document's attachments its text shows or leads to.
CREATE TABLE "document_file" (
    "document_id" UUID NOT NULL,
    "attachment_id" UUID NOT NULL,

    CONSTRAINT "document_file_pkey" PRIMARY KEY ("document_id","attachment_id")
);

CREATE INDEX "document_file_attachment_id_idx" ON "document_file"("attachment_id");

ALTER TABLE "document_file" ADD CONSTRAINT "document_file_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Those that there are count as used until the texts are projected anew, which the new version of the projection sees to.
ALTER TABLE "attachment" ADD COLUMN "is_used" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "attachment" ALTER COLUMN "is_used" SET DEFAULT false;

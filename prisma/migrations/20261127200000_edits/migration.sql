-- CreateTable
CREATE TABLE "document_edit" (
    "document_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "slot" TIMESTAMPTZ(3) NOT NULL,
    "first_seq" INTEGER NOT NULL,
    "last_seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "document_edit_pkey" PRIMARY KEY ("document_id","slot")
);

-- What the projector has read already; the rest it adds itself.
INSERT INTO "document_edit" ("document_id", "workspace_id", "slot", "first_seq", "last_seq", "at")
SELECT d."id", d."workspace_id", date_bin('30 minutes', u."at", 'epoch'), min(u."seq"), max(u."seq"), max(u."at")
  FROM "document" d
  JOIN "document_projection" p ON p."document_id" = d."id"
  JOIN "document_update" u ON u."document_id" = d."id" AND u."seq" <= p."seq"
 GROUP BY 1, 2, 3;

-- CreateIndex
CREATE INDEX "document_edit_workspace_id_at_document_id_idx" ON "document_edit"("workspace_id", "at", "document_id");

-- CreateIndex
CREATE UNIQUE INDEX "document_id_workspace_id_key" ON "document"("id", "workspace_id");

-- AddForeignKey
ALTER TABLE "document_edit" ADD CONSTRAINT "document_edit_document_id_workspace_id_fkey" FOREIGN KEY ("document_id", "workspace_id") REFERENCES "document"("id", "workspace_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateEnum
CREATE TYPE "notice_kind" AS ENUM ('changed', 'mentioned', 'addressed', 'commented', 'review');

-- CreateTable
CREATE TABLE "watch" (
    "person_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "is_branch" BOOLEAN NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "watch_pkey" PRIMARY KEY ("person_id","document_id")
);

-- CreateTable
CREATE TABLE "inbox_entry" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "kind" "notice_kind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "since_seq" INTEGER,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "watch_document_id_idx" ON "watch"("document_id");

-- CreateIndex
CREATE INDEX "inbox_entry_person_id_at_id_idx" ON "inbox_entry"("person_id", "at", "id");

-- CreateIndex
CREATE INDEX "inbox_entry_person_id_read_at_at_id_idx" ON "inbox_entry"("person_id", "read_at", "at", "id");

-- CreateIndex
CREATE INDEX "inbox_entry_document_id_idx" ON "inbox_entry"("document_id");

-- CreateIndex
CREATE INDEX "inbox_entry_at_idx" ON "inbox_entry"("at");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_entry_person_id_document_id_kind_key" ON "inbox_entry"("person_id", "document_id", "kind");

-- AddForeignKey
ALTER TABLE "watch" ADD CONSTRAINT "watch_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "watch" ADD CONSTRAINT "watch_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbox_entry" ADD CONSTRAINT "inbox_entry_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbox_entry" ADD CONSTRAINT "inbox_entry_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- AlterTable
ALTER TABLE "api_token" ADD COLUMN     "last_used_on" DATE;

-- CreateTable
CREATE TABLE "task_feed" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "document_id" UUID,
    "token_hash" BYTEA NOT NULL,
    "made_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_on" DATE,

    CONSTRAINT "task_feed_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "task_feed_token_hash_key" ON "task_feed"("token_hash");

-- CreateIndex
CREATE INDEX "task_feed_document_id_idx" ON "task_feed"("document_id");

-- CreateIndex
CREATE INDEX "task_feed_made_by_id_idx" ON "task_feed"("made_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "task_feed_person_id_document_id_key" ON "task_feed"("person_id", "document_id");

-- AddForeignKey
ALTER TABLE "task_feed" ADD CONSTRAINT "task_feed_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_feed" ADD CONSTRAINT "task_feed_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_feed" ADD CONSTRAINT "task_feed_made_by_id_fkey" FOREIGN KEY ("made_by_id") REFERENCES "api_token"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "past_author" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT,
    "colour" SMALLINT NOT NULL,

    CONSTRAINT "past_author_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transfer" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "digest" BYTEA NOT NULL,
    "keeps_ids" BOOLEAN NOT NULL,
    "after" TEXT,
    "done" INTEGER NOT NULL DEFAULT 0,
    "losses" JSONB NOT NULL DEFAULT '[]',
    "started_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "transfer_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "comment" ADD COLUMN "past_author_id" UUID;

-- CreateIndex
CREATE INDEX "past_author_workspace_id_idx" ON "past_author"("workspace_id");

-- CreateIndex
CREATE UNIQUE INDEX "transfer_workspace_id_digest_key" ON "transfer"("workspace_id", "digest");

-- CreateIndex
CREATE INDEX "transfer_started_by_id_idx" ON "transfer"("started_by_id");

-- CreateIndex
CREATE INDEX "comment_past_author_id_idx" ON "comment"("past_author_id");

-- AddForeignKey
ALTER TABLE "past_author" ADD CONSTRAINT "past_author_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_started_by_id_fkey" FOREIGN KEY ("started_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_past_author_id_fkey" FOREIGN KEY ("past_author_id") REFERENCES "past_author"("id") ON DELETE SET NULL ON UPDATE CASCADE;

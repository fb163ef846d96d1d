-- CreateEnum
CREATE TYPE "transfer_kind" AS ENUM ('export', 'import');

-- CreateEnum
CREATE TYPE "transfer_state" AS ENUM ('coming', 'waiting', 'working', 'done', 'failed', 'cancelled');

-- CreateTable
CREATE TABLE "transfer_job" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "kind" "transfer_kind" NOT NULL,
    "state" "transfer_state" NOT NULL,
    "form" TEXT,
    "document_id" UUID,
    "title" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "is_again" BOOLEAN NOT NULL DEFAULT false,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "token_id" UUID,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER,
    "losses" JSONB NOT NULL DEFAULT '[]',
    "left" JSONB,
    "size" BIGINT,
    "failure" TEXT,
    "file_id" UUID,
    "page_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "transfer_job_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "transfer_job_workspace_id_person_id_id_idx" ON "transfer_job"("workspace_id", "person_id", "id");

-- CreateIndex
CREATE INDEX "transfer_job_person_id_idx" ON "transfer_job"("person_id");

-- CreateIndex
CREATE INDEX "transfer_job_document_id_idx" ON "transfer_job"("document_id");

-- CreateIndex
CREATE INDEX "transfer_job_token_id_idx" ON "transfer_job"("token_id");

-- CreateIndex
CREATE INDEX "transfer_job_file_id_idx" ON "transfer_job"("file_id");

-- CreateIndex
CREATE INDEX "transfer_job_due_at_idx" ON "transfer_job"("due_at");

-- CreateIndex
CREATE INDEX "transfer_job_ended_at_idx" ON "transfer_job"("ended_at");

-- AddForeignKey
ALTER TABLE "transfer_job" ADD CONSTRAINT "transfer_job_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer_job" ADD CONSTRAINT "transfer_job_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer_job" ADD CONSTRAINT "transfer_job_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer_job" ADD CONSTRAINT "transfer_job_token_id_fkey" FOREIGN KEY ("token_id") REFERENCES "api_token"("id") ON DELETE SET NULL ON UPDATE CASCADE;


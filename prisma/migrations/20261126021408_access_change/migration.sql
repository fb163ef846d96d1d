-- CreateEnum
CREATE TYPE "access_subject" AS ENUM ('person', 'session', 'workspace', 'document', 'shareLink');

-- CreateTable
CREATE TABLE "access_change" (
    "id" UUID NOT NULL,
    "transaction" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "of" "access_subject" NOT NULL,
    "subject_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "access_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "access_change_transaction_idx" ON "access_change"("transaction");

-- CreateIndex
CREATE INDEX "access_change_at_idx" ON "access_change"("at");

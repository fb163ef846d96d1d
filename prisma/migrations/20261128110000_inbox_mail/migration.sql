-- AlterTable
ALTER TABLE "inbox_entry" ADD COLUMN     "told_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "inbox_mail" (
    "person_id" UUID NOT NULL,
    "address_sealed" BYTEA NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "token_sealed" BYTEA NOT NULL,
    "language" TEXT NOT NULL,
    "tells_titles" BOOLEAN NOT NULL,
    "hour" SMALLINT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "failed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inbox_mail_pkey" PRIMARY KEY ("person_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "inbox_mail_token_hash_key" ON "inbox_mail"("token_hash");

-- CreateIndex
CREATE INDEX "inbox_mail_due_at_idx" ON "inbox_mail"("due_at");

-- AddForeignKey
ALTER TABLE "inbox_mail" ADD CONSTRAINT "inbox_mail_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;


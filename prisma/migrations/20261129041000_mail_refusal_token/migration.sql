-- AlterTable
ALTER TABLE "mail_refusal" ADD COLUMN     "token_hash" BYTEA;

-- CreateIndex
CREATE UNIQUE INDEX "mail_refusal_token_hash_key" ON "mail_refusal"("token_hash");

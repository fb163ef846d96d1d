-- CreateTable
CREATE TABLE "inbox_feed" (
    "person_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "token_sealed" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inbox_feed_pkey" PRIMARY KEY ("person_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "inbox_feed_token_hash_key" ON "inbox_feed"("token_hash");

-- AddForeignKey
ALTER TABLE "inbox_feed" ADD CONSTRAINT "inbox_feed_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;


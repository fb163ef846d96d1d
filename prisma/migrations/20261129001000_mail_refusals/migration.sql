-- CreateTable
CREATE TABLE "mail_refusal" (
    "address_hash" BYTEA NOT NULL,
    "refused_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mail_refusal_pkey" PRIMARY KEY ("address_hash")
);

-- CreateTable
CREATE TABLE "mail_count" (
    "key_hash" BYTEA NOT NULL,
    "letters" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mail_count_pkey" PRIMARY KEY ("key_hash")
);

-- CreateIndex
CREATE INDEX "mail_refusal_refused_at_idx" ON "mail_refusal"("refused_at");

-- CreateIndex
CREATE INDEX "mail_count_since_idx" ON "mail_count"("since");


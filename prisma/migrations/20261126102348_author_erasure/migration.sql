-- CreateTable
CREATE TABLE "author_erasure" (
    "person_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "author_erasure_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "document_projection" (
    "document_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "outline" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_projection_pkey" PRIMARY KEY ("document_id")
);

-- CreateTable
CREATE TABLE "document_link" (
    "document_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "href" TEXT NOT NULL,
    "target_document_id" UUID,

    CONSTRAINT "document_link_pkey" PRIMARY KEY ("document_id","position")
);

-- CreateTable
CREATE TABLE "document_mention" (
    "document_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,

    CONSTRAINT "document_mention_pkey" PRIMARY KEY ("document_id","person_id","block_id")
);

-- CreateTable
CREATE TABLE "task_item" (
    "document_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "parent_block_id" TEXT,
    "text" TEXT NOT NULL,
    "done" BOOLEAN NOT NULL,

    CONSTRAINT "task_item_pkey" PRIMARY KEY ("document_id","block_id")
);

-- CreateIndex
CREATE INDEX "document_link_target_document_id_idx" ON "document_link"("target_document_id");

-- CreateIndex
CREATE INDEX "document_mention_person_id_idx" ON "document_mention"("person_id");

-- AddForeignKey
ALTER TABLE "document_projection" ADD CONSTRAINT "document_projection_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_link" ADD CONSTRAINT "document_link_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_mention" ADD CONSTRAINT "document_mention_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_item" ADD CONSTRAINT "task_item_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

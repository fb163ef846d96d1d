-- CreateTable
CREATE TABLE "task_source" (
    "list_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,

    CONSTRAINT "task_source_pkey" PRIMARY KEY ("list_id","source_id")
);

-- CreateIndex
CREATE INDEX "task_source_source_id_idx" ON "task_source"("source_id");

-- AddForeignKey
ALTER TABLE "task_source" ADD CONSTRAINT "task_source_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "document" ADD COLUMN     "tag_keys" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateIndex
CREATE INDEX "document_tag_keys_idx" ON "document" USING GIN ("tag_keys");

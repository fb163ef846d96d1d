-- AlterTable
ALTER TABLE "document" ADD COLUMN     "tag_keys" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[];

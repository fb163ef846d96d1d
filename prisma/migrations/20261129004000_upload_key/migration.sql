-- AlterTable
ALTER TABLE "upload" ADD COLUMN "key" TEXT;

-- AlterTable
ALTER TABLE "comment_thread" ADD COLUMN     "replacement" TEXT;

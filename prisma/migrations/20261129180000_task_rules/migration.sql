-- AlterTable
ALTER TABLE "task_item" ADD COLUMN     "repeat" JSONB;

-- AlterTable
ALTER TABLE "webhook_delivery" ADD COLUMN     "task_id" TEXT;


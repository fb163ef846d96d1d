-- AlterTable
ALTER TABLE "document" ADD COLUMN     "epoch" UUID NOT NULL DEFAULT gen_random_uuid();

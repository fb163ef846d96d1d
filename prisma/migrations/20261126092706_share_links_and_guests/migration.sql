-- CreateEnum
CREATE TYPE "registration" AS ENUM ('nobody', 'invited', 'anyone');

-- CreateEnum
CREATE TYPE "share_cover" AS ENUM ('document', 'branch');

-- AlterEnum
ALTER TYPE "access_subject" ADD VALUE 'instance';

-- AlterTable
ALTER TABLE "document" ADD COLUMN     "is_locked" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "share_link" ADD COLUMN     "covers" "share_cover" NOT NULL DEFAULT 'document',
ADD COLUMN     "last_used_on" DATE,
ADD COLUMN     "lock" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "slug" TEXT;

-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "guests_write" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "instance_settings" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "registration" "registration" NOT NULL DEFAULT 'invited',
    "guests_write" BOOLEAN NOT NULL DEFAULT true,
    "guest_pads" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "instance_settings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "guest" (
    "id" UUID NOT NULL,
    "link_id" UUID NOT NULL,
    "name" TEXT,
    "colour" SMALLINT NOT NULL,
    "muted_at" TIMESTAMPTZ(3),
    "removed_at" TIMESTAMPTZ(3),
    "created_on" DATE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_on" DATE NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "guest_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "guest_link_id_idx" ON "guest"("link_id");

-- AddForeignKey
ALTER TABLE "guest" ADD CONSTRAINT "guest_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "share_link"("id") ON DELETE CASCADE ON UPDATE CASCADE;

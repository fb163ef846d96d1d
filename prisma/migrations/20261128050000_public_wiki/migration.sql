-- CreateEnum
CREATE TYPE "public_cover" AS ENUM ('document', 'branch', 'wiki');

-- AlterTable
ALTER TABLE "publication" ALTER COLUMN "covers" DROP DEFAULT;
ALTER TABLE "publication" ALTER COLUMN "covers" TYPE "public_cover" USING "covers"::text::"public_cover";
ALTER TABLE "publication" ALTER COLUMN "covers" SET DEFAULT 'document',
ADD COLUMN     "accent" TEXT NOT NULL DEFAULT 'poppy',
ADD COLUMN     "footer" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "footer_links" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "line" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "picture_id" UUID;

-- AlterTable
ALTER TABLE "public_page" ADD COLUMN     "depth" SMALLINT NOT NULL DEFAULT 0,
ADD COLUMN     "made_of" TEXT,
ADD COLUMN     "position" INTEGER NOT NULL DEFAULT 0;

-- What was public before comes in the order of its titles, as it did, until it is updated.
WITH RECURSIVE tree AS (
  SELECT "document_id", "publication_id", 0 AS depth, ARRAY[]::text[] AS way FROM "public_page" WHERE "parent_id" IS NULL
  UNION ALL
  SELECT p."document_id", p."publication_id", tree.depth + 1, tree.way || ARRAY[p."title", p."document_id"::text]
    FROM "public_page" p JOIN tree ON p."parent_id" = tree."document_id" AND p."publication_id" = tree."publication_id"
   WHERE tree.depth < 100
), ordered AS (
  SELECT "document_id", depth, row_number() OVER (PARTITION BY "publication_id" ORDER BY way) - 1 AS place FROM tree
)
UPDATE "public_page" p SET "position" = o.place, "depth" = o.depth FROM ordered o WHERE o."document_id" = p."document_id";

-- CreateTable
CREATE TABLE "public_entry" (
    "document_id" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "words" tsvector NOT NULL,
    "marks_at" INTEGER[],
    "marks" INTEGER[],

    CONSTRAINT "public_entry_pkey" PRIMARY KEY ("document_id")
);

-- CreateIndex
CREATE INDEX "public_entry_words_idx" ON "public_entry" USING GIN ("words");

-- CreateIndex
CREATE INDEX "public_page_publication_id_position_idx" ON "public_page"("publication_id", "position");

-- CreateIndex
CREATE INDEX "public_page_publication_id_parent_id_position_idx" ON "public_page"("publication_id", "parent_id", "position");

-- AddForeignKey
ALTER TABLE "public_entry" ADD CONSTRAINT "public_entry_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "public_page"("document_id") ON DELETE CASCADE ON UPDATE CASCADE;

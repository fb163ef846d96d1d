-- AlterTable: keys sort by their bytes, whatever the database's language is.
ALTER TABLE "document" ADD COLUMN     "icon" TEXT,
ADD COLUMN     "position" TEXT COLLATE "C",
ADD COLUMN     "trashed_with_id" UUID;

-- Wiki pages that are there already come in the order in which they were made: keys c000, c001, … as the application makes them.
UPDATE "document" d SET "position" = 'c'
    || substr(k.digits, (k.n / 3844 % 62)::int + 1, 1)
    || substr(k.digits, (k.n / 62 % 62)::int + 1, 1)
    || substr(k.digits, (k.n % 62)::int + 1, 1)
  FROM (SELECT "id", '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz' AS digits,
               row_number() OVER (PARTITION BY "workspace_id", "parent_id" ORDER BY "id") AS n
          FROM "document" WHERE "kind" = 'wiki') k
 WHERE k."id" = d."id";

-- CreateIndex
CREATE INDEX "document_workspace_id_kind_parent_id_position_id_idx" ON "document"("workspace_id", "kind", "parent_id", "position", "id");

-- CreateIndex
CREATE INDEX "document_trashed_with_id_idx" ON "document"("trashed_with_id");

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_trashed_with_id_fkey" FOREIGN KEY ("trashed_with_id") REFERENCES "document"("id") ON DELETE SET NULL ON UPDATE CASCADE;

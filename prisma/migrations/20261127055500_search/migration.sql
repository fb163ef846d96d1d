-- Words that are nearly the same. Whoever owns the database may make it: it is "trusted".
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "search_language" TEXT NOT NULL DEFAULT 'simple';

-- CreateTable
CREATE TABLE "search_entry" (
    "document_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "author_id" UUID,
    "language" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "words" tsvector NOT NULL,
    "anchors_at" INTEGER[],
    "anchors" TEXT[],
    "marks_at" INTEGER[],
    "marks" INTEGER[],
    "content" TEXT,

    CONSTRAINT "search_entry_pkey" PRIMARY KEY ("document_id","kind","part")
);

-- CreateTable
CREATE TABLE "search_change" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "document_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "search_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "search_entry_words_idx" ON "search_entry" USING GIN ("words");

-- CreateIndex
CREATE INDEX "search_entry_label_idx" ON "search_entry" USING GIN ("label" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "search_entry_author_id_idx" ON "search_entry"("author_id");

-- CreateIndex
CREATE INDEX "search_change_at_idx" ON "search_change"("at");

-- AddForeignKey
ALTER TABLE "search_entry" ADD CONSTRAINT "search_entry_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE FUNCTION "search_document_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_change (document_id) VALUES (NEW.id);
  RETURN NULL;
END $$;

-- What belongs to a document.
CREATE FUNCTION "search_part_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_change (document_id) VALUES (CASE WHEN TG_OP = 'DELETE' THEN OLD.document_id ELSE NEW.document_id END);
  RETURN NULL;
END $$;

CREATE FUNCTION "search_comment_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_change (document_id)
  SELECT document_id FROM comment_thread WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.thread_id ELSE NEW.thread_id END;
  RETURN NULL;
END $$;

CREATE FUNCTION "search_language_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- After all that changes meanwhile.
  INSERT INTO search_change (document_id, at) SELECT id, now() + interval '1 hour' FROM document WHERE workspace_id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER "search_document_made" AFTER INSERT ON "document"
  FOR EACH ROW EXECUTE FUNCTION search_document_changed();
CREATE TRIGGER "search_document_changed" AFTER UPDATE OF "title", "workspace_id" ON "document"
  FOR EACH ROW WHEN ((OLD."title", OLD."workspace_id") IS DISTINCT FROM (NEW."title", NEW."workspace_id"))
  EXECUTE FUNCTION search_document_changed();
-- Tasks and decisions are written with it, in the same transaction.
CREATE TRIGGER "search_projection_changed" AFTER INSERT OR UPDATE ON "document_projection"
  FOR EACH ROW EXECUTE FUNCTION search_part_changed();
CREATE TRIGGER "search_comment_changed" AFTER INSERT OR UPDATE OF "body" OR DELETE ON "comment"
  FOR EACH ROW EXECUTE FUNCTION search_comment_changed();
CREATE TRIGGER "search_thread_deleted" AFTER DELETE ON "comment_thread"
  FOR EACH ROW EXECUTE FUNCTION search_part_changed();
CREATE TRIGGER "search_attachment_changed" AFTER INSERT OR UPDATE OF "name", "file_id" OR DELETE ON "attachment"
  FOR EACH ROW EXECUTE FUNCTION search_part_changed();
CREATE TRIGGER "search_language_changed" AFTER UPDATE OF "search_language" ON "workspace"
  FOR EACH ROW WHEN (OLD."search_language" IS DISTINCT FROM NEW."search_language")
  EXECUTE FUNCTION search_language_changed();

-- Everything that there is already.
INSERT INTO "search_change" ("document_id", "at") SELECT "id", now() + interval '1 hour' FROM "document";

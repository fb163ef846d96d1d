-- AlterTable
ALTER TABLE "search_entry" DROP COLUMN "content",
ADD COLUMN     "made_of" TEXT;

-- CreateTable
CREATE TABLE "file_text" (
    "file_id" UUID NOT NULL,
    "text" TEXT,
    "read_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "tries" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "file_text_pkey" PRIMARY KEY ("file_id")
);

-- CreateIndex
CREATE INDEX "file_text_due_at_idx" ON "file_text"("due_at");

-- AddForeignKey
ALTER TABLE "file_text" ADD CONSTRAINT "file_text_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE FUNCTION "file_text_wanted"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO file_text (file_id, due_at) VALUES (NEW.file_id, now()) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

-- What is here already, the live server takes in when it starts.
CREATE TRIGGER "file_text_wanted" AFTER INSERT OR UPDATE OF "file_id" ON "attachment"
  FOR EACH ROW WHEN (NEW."media_type" IN (
    'application/pdf',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.oasis.opendocument.text'
  ))
  EXECUTE FUNCTION file_text_wanted();

-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "chat_days" INTEGER DEFAULT 30;

-- CreateTable
CREATE TABLE "chat_message" (
    "id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "person_id" UUID,
    "guest_id" UUID,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "chat_message_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "chat_message_document_id_id_idx" ON "chat_message"("document_id", "id");

-- CreateIndex
CREATE INDEX "chat_message_created_at_idx" ON "chat_message"("created_at");

-- CreateIndex
CREATE INDEX "chat_message_person_id_idx" ON "chat_message"("person_id");

-- CreateIndex
CREATE INDEX "chat_message_guest_id_idx" ON "chat_message"("guest_id");

-- AddForeignKey
ALTER TABLE "chat_message" ADD CONSTRAINT "chat_message_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat_message" ADD CONSTRAINT "chat_message_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat_message" ADD CONSTRAINT "chat_message_guest_id_fkey" FOREIGN KEY ("guest_id") REFERENCES "guest"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "document" ADD COLUMN     "begun_from" TEXT,
ADD COLUMN     "dated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "frozen_at" TIMESTAMPTZ(3);

UPDATE "document" SET "dated_at" = "created_at";

-- CreateTable
CREATE TABLE "meeting" (
    "document_id" UUID NOT NULL,
    "series_id" UUID NOT NULL,
    "previous_document_id" UUID,
    "started_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "current_item" TEXT,
    "running_since" TIMESTAMPTZ(3),
    "first_timers" BOOLEAN NOT NULL DEFAULT false,
    "version_id" UUID,
    "next_document_id" UUID,
    "closing" JSONB,

    CONSTRAINT "meeting_pkey" PRIMARY KEY ("document_id")
);

-- CreateTable
CREATE TABLE "meeting_item" (
    "document_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "elapsed" INTEGER NOT NULL DEFAULT 0,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "meeting_item_pkey" PRIMARY KEY ("document_id","block_id")
);

-- CreateTable
CREATE TABLE "meeting_attendee" (
    "id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "person_id" UUID,
    "guest_id" UUID,
    "name" TEXT,
    "is_present" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "meeting_attendee_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meeting_speaker" (
    "id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "person_id" UUID,
    "guest_id" UUID,
    "name" TEXT,
    "spoke_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "meeting_speaker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "document_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "yes" INTEGER,
    "no" INTEGER,
    "abstain" INTEGER,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("document_id","block_id")
);

-- CreateIndex
CREATE INDEX "document_workspace_id_dated_at_id_idx" ON "document"("workspace_id", "dated_at", "id");

-- CreateIndex
CREATE INDEX "meeting_series_id_idx" ON "meeting"("series_id");

-- CreateIndex
CREATE INDEX "meeting_attendee_person_id_idx" ON "meeting_attendee"("person_id");

-- CreateIndex
CREATE INDEX "meeting_attendee_guest_id_idx" ON "meeting_attendee"("guest_id");

-- CreateIndex
CREATE UNIQUE INDEX "meeting_attendee_document_id_person_id_key" ON "meeting_attendee"("document_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "meeting_attendee_document_id_guest_id_key" ON "meeting_attendee"("document_id", "guest_id");

-- CreateIndex
CREATE UNIQUE INDEX "meeting_attendee_document_id_name_key" ON "meeting_attendee"("document_id", "name");

-- CreateIndex
CREATE INDEX "meeting_speaker_document_id_id_idx" ON "meeting_speaker"("document_id", "id");

-- CreateIndex
CREATE INDEX "meeting_speaker_person_id_idx" ON "meeting_speaker"("person_id");

-- CreateIndex
CREATE INDEX "meeting_speaker_guest_id_idx" ON "meeting_speaker"("guest_id");

-- AddForeignKey
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_item" ADD CONSTRAINT "meeting_item_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "meeting"("document_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_attendee" ADD CONSTRAINT "meeting_attendee_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "meeting"("document_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_attendee" ADD CONSTRAINT "meeting_attendee_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_attendee" ADD CONSTRAINT "meeting_attendee_guest_id_fkey" FOREIGN KEY ("guest_id") REFERENCES "guest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_speaker" ADD CONSTRAINT "meeting_speaker_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "meeting"("document_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_speaker" ADD CONSTRAINT "meeting_speaker_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_speaker" ADD CONSTRAINT "meeting_speaker_guest_id_fkey" FOREIGN KEY ("guest_id") REFERENCES "guest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "person" ADD COLUMN     "recovery_waits" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "waiting_recovery" (
    "person_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "waiting_recovery_pkey" PRIMARY KEY ("person_id")
);

-- CreateIndex
CREATE INDEX "waiting_recovery_started_at_idx" ON "waiting_recovery"("started_at");

-- AddForeignKey
ALTER TABLE "waiting_recovery" ADD CONSTRAINT "waiting_recovery_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

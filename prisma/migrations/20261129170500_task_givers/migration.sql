-- AlterTable
ALTER TABLE "task_assignee" ADD COLUMN     "given_by" TEXT;

-- CreateIndex
CREATE INDEX "task_assignee_given_by_idx" ON "task_assignee"("given_by");


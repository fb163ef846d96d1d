ALTER TYPE "notice_kind" ADD VALUE 'assigned';
ALTER TYPE "notice_kind" ADD VALUE 'due';

ALTER TABLE "task_assignee" ADD COLUMN     "told_due" TEXT;

CREATE INDEX "task_item_due_day_idx" ON "task_item"("due_day");

ALTER TABLE "comment_thread" ADD COLUMN "task_id" UUID;

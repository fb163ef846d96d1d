-- CreateEnum
CREATE TYPE "group_role" AS ENUM ('member', 'admin');

-- CreateEnum
CREATE TYPE "representation" AS ENUM ('everybody', 'delegates');

-- CreateEnum
CREATE TYPE "joining" AS ENUM ('closed', 'requests', 'open');

-- CreateEnum
CREATE TYPE "motion_kind" AS ENUM ('expelGroup', 'takeDocuments', 'deleteWorkspace');

-- AlterTable
ALTER TABLE "document" ADD COLUMN     "brought_by_id" UUID,
ADD COLUMN     "scope_id" UUID;

-- AlterTable
ALTER TABLE "invitation" ADD COLUMN     "for_groups" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "group_id" UUID,
ADD COLUMN     "max_uses" INTEGER,
ADD COLUMN     "uses" INTEGER NOT NULL DEFAULT 0,
ALTER COLUMN "workspace_id" DROP NOT NULL,
ALTER COLUMN "role" DROP NOT NULL;

-- AlterTable
ALTER TABLE "membership" ADD COLUMN     "invited_by_id" UUID;

-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "audit_days" INTEGER NOT NULL DEFAULT 365,
ADD COLUMN     "deleted_at" TIMESTAMPTZ(3),
ADD COLUMN     "joining" "joining" NOT NULL DEFAULT 'closed',
ADD COLUMN     "open_role" "role" NOT NULL DEFAULT 'reader';

-- CreateTable
CREATE TABLE "document_rule" (
    "id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "person_id" UUID,
    "group_id" UUID,
    "role" "role" NOT NULL,

    CONSTRAINT "document_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_group" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "shows_members" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "group_member" (
    "group_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" "group_role" NOT NULL,
    "invited_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "group_member_pkey" PRIMARY KEY ("group_id","person_id")
);

-- CreateTable
CREATE TABLE "participation" (
    "workspace_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "representation" "representation" NOT NULL DEFAULT 'everybody',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "participation_pkey" PRIMARY KEY ("workspace_id","group_id")
);

-- CreateTable
CREATE TABLE "delegate" (
    "workspace_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,

    CONSTRAINT "delegate_pkey" PRIMARY KEY ("workspace_id","group_id","person_id")
);

-- CreateTable
CREATE TABLE "join_request" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "group_id" UUID,
    "message" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "join_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "motion" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "kind" "motion_kind" NOT NULL,
    "group_id" UUID,
    "target_workspace_id" UUID,
    "made_by_id" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(3),

    CONSTRAINT "motion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "by_id" UUID,
    "what" TEXT NOT NULL,
    "details" JSONB NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "document_rule_person_id_idx" ON "document_rule"("person_id");

-- CreateIndex
CREATE INDEX "document_rule_group_id_idx" ON "document_rule"("group_id");

-- CreateIndex
CREATE UNIQUE INDEX "document_rule_document_id_person_id_key" ON "document_rule"("document_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "document_rule_document_id_group_id_key" ON "document_rule"("document_id", "group_id");

-- CreateIndex
CREATE INDEX "group_member_person_id_idx" ON "group_member"("person_id");

-- CreateIndex
CREATE INDEX "group_member_invited_by_id_idx" ON "group_member"("invited_by_id");

-- CreateIndex
CREATE INDEX "participation_group_id_idx" ON "participation"("group_id");

-- CreateIndex
CREATE INDEX "delegate_group_id_person_id_idx" ON "delegate"("group_id", "person_id");

-- CreateIndex
CREATE INDEX "join_request_workspace_id_idx" ON "join_request"("workspace_id");

-- CreateIndex
CREATE INDEX "join_request_person_id_idx" ON "join_request"("person_id");

-- CreateIndex
CREATE INDEX "join_request_group_id_idx" ON "join_request"("group_id");

-- CreateIndex
CREATE INDEX "motion_workspace_id_idx" ON "motion"("workspace_id");

-- CreateIndex
CREATE INDEX "motion_group_id_idx" ON "motion"("group_id");

-- CreateIndex
CREATE INDEX "motion_target_workspace_id_idx" ON "motion"("target_workspace_id");

-- CreateIndex
CREATE INDEX "motion_made_by_id_idx" ON "motion"("made_by_id");

-- CreateIndex
CREATE INDEX "motion_due_at_idx" ON "motion"("due_at");

-- CreateIndex
CREATE INDEX "audit_entry_workspace_id_id_idx" ON "audit_entry"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "audit_entry_by_id_idx" ON "audit_entry"("by_id");

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

-- CreateIndex
CREATE INDEX "document_scope_id_idx" ON "document"("scope_id");

-- CreateIndex
CREATE INDEX "document_brought_by_id_idx" ON "document"("brought_by_id");

-- CreateIndex
CREATE INDEX "invitation_group_id_idx" ON "invitation"("group_id");

-- CreateIndex
CREATE INDEX "membership_invited_by_id_idx" ON "membership"("invited_by_id");

-- CreateIndex
CREATE INDEX "workspace_joining_idx" ON "workspace"("joining");

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_scope_id_fkey" FOREIGN KEY ("scope_id") REFERENCES "document"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_brought_by_id_fkey" FOREIGN KEY ("brought_by_id") REFERENCES "person_group"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_rule" ADD CONSTRAINT "document_rule_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_rule" ADD CONSTRAINT "document_rule_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_rule" ADD CONSTRAINT "document_rule_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "person_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_member" ADD CONSTRAINT "group_member_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "person_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_member" ADD CONSTRAINT "group_member_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_member" ADD CONSTRAINT "group_member_invited_by_id_fkey" FOREIGN KEY ("invited_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participation" ADD CONSTRAINT "participation_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participation" ADD CONSTRAINT "participation_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "person_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delegate" ADD CONSTRAINT "delegate_workspace_id_group_id_fkey" FOREIGN KEY ("workspace_id", "group_id") REFERENCES "participation"("workspace_id", "group_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delegate" ADD CONSTRAINT "delegate_group_id_person_id_fkey" FOREIGN KEY ("group_id", "person_id") REFERENCES "group_member"("group_id", "person_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_invited_by_id_fkey" FOREIGN KEY ("invited_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "person_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "join_request" ADD CONSTRAINT "join_request_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "join_request" ADD CONSTRAINT "join_request_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "join_request" ADD CONSTRAINT "join_request_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "person_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "motion" ADD CONSTRAINT "motion_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "motion" ADD CONSTRAINT "motion_target_workspace_id_fkey" FOREIGN KEY ("target_workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "motion" ADD CONSTRAINT "motion_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "person_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "motion" ADD CONSTRAINT "motion_made_by_id_fkey" FOREIGN KEY ("made_by_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What Prisma's schema cannot say: each of these rows has one subject or target.
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_leads_to_one" CHECK (
    num_nonnulls("workspace_id", "group_id") = 1
    AND ("group_id" IS NULL OR NOT "for_groups")
    AND ("role" IS NULL) = ("group_id" IS NOT NULL)
);
ALTER TABLE "document_rule" ADD CONSTRAINT "document_rule_names_one" CHECK (num_nonnulls("person_id", "group_id") = 1);

-- Who has a role in a workspace, and how: by a place of their own, or through a group for which they act there. The only reading
-- of who is in a workspace: a person can be in it in several ways, and has the greatest role.
CREATE VIEW "workspace_access" AS
SELECT m."workspace_id", m."person_id", m."role", NULL::UUID AS "group_id"
  FROM "membership" m
  JOIN "workspace" w ON w."id" = m."workspace_id" AND w."deleted_at" IS NULL
UNION ALL
SELECT p."workspace_id", g."person_id", p."role", p."group_id"
  FROM "participation" p
  JOIN "workspace" w ON w."id" = p."workspace_id" AND w."deleted_at" IS NULL
  JOIN "group_member" g ON g."group_id" = p."group_id"
 WHERE p."representation" = 'everybody'
    OR EXISTS (
         SELECT 1 FROM "delegate" d
          WHERE d."workspace_id" = p."workspace_id" AND d."group_id" = p."group_id" AND d."person_id" = g."person_id"
       );

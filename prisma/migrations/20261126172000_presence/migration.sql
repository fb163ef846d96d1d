-- CreateTable
CREATE TABLE "live_node" (
    "id" UUID NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "live_node_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_presence" (
    "document_id" UUID NOT NULL,
    "node_id" UUID NOT NULL,
    "kind" "author_kind" NOT NULL,
    "who" UUID NOT NULL,

    CONSTRAINT "document_presence_pkey" PRIMARY KEY ("document_id","node_id","kind","who")
);

-- CreateIndex
CREATE INDEX "live_node_seen_at_idx" ON "live_node"("seen_at");

-- CreateIndex
CREATE INDEX "document_presence_node_id_idx" ON "document_presence"("node_id");

-- AddForeignKey
ALTER TABLE "document_presence" ADD CONSTRAINT "document_presence_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_presence" ADD CONSTRAINT "document_presence_node_id_fkey" FOREIGN KEY ("node_id") REFERENCES "live_node"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "frozen_text" (
    "link_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "frozen_text_pkey" PRIMARY KEY ("link_id")
);

-- CreateTable
CREATE TABLE "publication" (
    "document_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "covers" "share_cover" NOT NULL DEFAULT 'document',
    "is_indexed" BOOLEAN NOT NULL DEFAULT false,
    "has_feed" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "publication_pkey" PRIMARY KEY ("document_id")
);

-- CreateTable
CREATE TABLE "public_page" (
    "document_id" UUID NOT NULL,
    "publication_id" UUID NOT NULL,
    "parent_id" UUID,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "text" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "public_page_pkey" PRIMARY KEY ("document_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "publication_slug_key" ON "publication"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "public_page_publication_id_slug_key" ON "public_page"("publication_id", "slug");

-- AddForeignKey
ALTER TABLE "frozen_text" ADD CONSTRAINT "frozen_text_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "share_link"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publication" ADD CONSTRAINT "publication_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "public_page" ADD CONSTRAINT "public_page_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "public_page" ADD CONSTRAINT "public_page_publication_id_fkey" FOREIGN KEY ("publication_id") REFERENCES "publication"("document_id") ON DELETE CASCADE ON UPDATE CASCADE;

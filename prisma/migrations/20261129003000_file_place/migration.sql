-- CreateTable
CREATE TABLE "file_place" (
    "is_only" BOOLEAN NOT NULL DEFAULT true,
    "owner" UUID,
    "is_shared" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "file_place_pkey" PRIMARY KEY ("is_only"),
    CONSTRAINT "file_place_is_only" CHECK ("is_only")
);

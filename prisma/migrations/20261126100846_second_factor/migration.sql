-- CreateTable
CREATE TABLE "second_factor" (
    "person_id" UUID NOT NULL,
    "secret_sealed" BYTEA NOT NULL,
    "last_step" INTEGER NOT NULL,

    CONSTRAINT "second_factor_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "backup_code" (
    "person_id" UUID NOT NULL,
    "code_hash" BYTEA NOT NULL,

    CONSTRAINT "backup_code_pkey" PRIMARY KEY ("person_id","code_hash")
);

-- AddForeignKey
ALTER TABLE "second_factor" ADD CONSTRAINT "second_factor_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "backup_code" ADD CONSTRAINT "backup_code_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "second_factor"("person_id") ON DELETE CASCADE ON UPDATE CASCADE;

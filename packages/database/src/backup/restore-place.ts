import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FileId } from '@plenum/domain/ids';
import { anothers, assertNoFiles, assertOwner, type Known, type SharedPlace } from '../file-place.ts';
import type { FileStore } from '../files/file-store.ts';

/** Stands in that file for the place that the empty instance has already. */
const OWN = 'own';

/** Where the files of a backup go that do not go into the data folder. */
export class ClaimedPlace {
  readonly files: FileStore & SharedPlace;
  readonly owner: string;
  readonly #isNew: boolean;
  readonly #sign: string;
  readonly #written: FileId[] = [];

  constructor(given: { files: FileStore & SharedPlace; owner: string; isNew: boolean; sign: string }) {
    this.files = given.files;
    this.owner = given.owner;
    this.#isNew = given.isNew;
    this.#sign = given.sign;
  }

  async write(id: FileId, content: AsyncIterable<Uint8Array>): Promise<void> {
    this.#written.push(id);
    await this.files.write(id, content);
  }

  /** Before the instance knows of it for good. @throws AppError `conflict` where another has taken it meanwhile. */
  async settle(): Promise<void> {
    await assertOwner(this.files, this.owner);
    await rm(this.#sign, { force: true });
  }

  /** Leaves it as it was. Where that fails, the next restore does it. */
  async giveUp(): Promise<void> {
    // What another has written meanwhile may have the same names.
    await assertOwner(this.files, this.owner);
    for (const id of this.#written) await this.files.remove(id);
    if (this.#isNew) await this.files.giveUp(this.owner);
    await rm(this.#sign, { force: true });
  }
}

/**
 * Makes a place that is nobody's, or that of an instance which is empty, that of the instance which is restored. Until the end a file in the data
 * folder says so: what was cut off is begun again from there, and what it has left is removed.
 * @param known where the files are as yet.
 * @throws AppError `conflict` where it has files, or is another instance's.
 */
export async function claimForRestore(
  files: FileStore & SharedPlace,
  { known, dataDir }: { known: Known; dataDir: string },
): Promise<ClaimedPlace> {
  const sign = path.join(dataDir, 'bucket.restoring');
  const there = await files.owner();
  const isOwn = there !== null && there === known.owner;
  const begun = await readFile(sign, 'utf8').catch(() => null);
  // A mark that an instance has may be that of one with another database, whose files these are by now.
  if (there !== null && begun === (isOwn ? OWN : there))
    for await (const { id } of files.list()) await files.remove(id);
  else if (there !== null && !isOwn) throw anothers();
  else await assertNoFiles(files);
  const owner = there ?? crypto.randomUUID();
  await writeFile(sign, isOwn ? OWN : owner, { mode: 0o600, flush: true });
  if (there === null && !(await files.take(owner))) {
    await rm(sign, { force: true });
    throw anothers();
  }
  return new ClaimedPlace({ files, owner, isNew: !isOwn, sign });
}

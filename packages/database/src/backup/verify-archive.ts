import { isDeepStrictEqual } from 'node:util';
import { type ArchiveReader, withArchive } from './archive-reader.ts';
import { damaged } from './file-errors.ts';
import { FILES, type Manifest, SEAL, type Seal, sealSchema } from './format.ts';
import { readJson, readManifest } from './read-manifest.ts';

/**
 * Reads an archive from beginning to end and holds it against its seal.
 * @param onProgress told the bytes that have been read so far; reading goes on when it resolves.
 * @throws AppError as {@link readManifest} does; `invalid_input` where anything is not as it was written.
 */
export async function verifyArchive(
  file: string,
  onProgress: (bytes: number) => void | Promise<void>,
): Promise<Manifest> {
  return withArchive(file, async (archive) => {
    const manifest = await readManifest(archive);
    let files = 0;
    while (archive.entry && archive.entry.name !== SEAL) {
      await archive.next();
      if (archive.entry?.name.startsWith(FILES)) files += 1;
      await onProgress(archive.bytesRead);
    }
    await readSeal(archive, files);
    return manifest;
  });
}

/**
 * Reads the open entry, which has to be the last one, as the seal over those before it.
 * @param files the number of files among them.
 * @throws AppError `invalid_input` where it does not fit.
 */
export async function readSeal(archive: ArchiveReader, files: number): Promise<Seal> {
  if (archive.entry?.name !== SEAL) throw damaged(archive.file);
  const seal = await readJson(archive, sealSchema);
  await archive.next();
  const { sha256, entries, bytes } = seal;
  const fits = isDeepStrictEqual({ sha256, entries, bytes }, archive.digest.seal) && seal.files === files;
  if (archive.entry !== null || !fits) throw damaged(archive.file);
  return seal;
}

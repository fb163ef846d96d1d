import { isDeepStrictEqual } from 'node:util';
import { type ArchiveReader, withArchive } from './archive-reader.ts';
import { damaged } from './file-errors.ts';
import { type Manifest, SEAL, type Seal, sealSchema } from './format.ts';
import { readJson, readManifest } from './read-manifest.ts';

/**
 * Reads an archive from beginning to end and holds it against its seal.
 * @param onProgress told the bytes that have been read so far; reading goes on when it resolves.
 * @throws AppError as {@link readManifest} does; `invalid_input` where anything is not as it was written.
 */
export async function verifyArchive(
  { file, signal }: { file: string; signal: AbortSignal },
  onProgress: (bytes: number) => void | Promise<void>,
): Promise<Manifest> {
  return withArchive({ file, signal }, async (archive) => {
    const manifest = await readManifest(archive);
    while (archive.entry && archive.entry.name !== SEAL) {
      await archive.next();
      await onProgress(archive.bytesRead);
    }
    await readSeal(archive);
    return manifest;
  });
}

/**
 * Reads the open entry, which has to be the last one, as the seal over those before it.
 * @throws AppError `invalid_input` where it does not fit.
 */
export async function readSeal(archive: ArchiveReader): Promise<Seal> {
  if (archive.entry?.name !== SEAL) throw damaged(archive.file);
  const seal = await readJson(archive, sealSchema);
  const { sha256, entries, bytes } = seal;
  const fits = isDeepStrictEqual({ sha256, entries, bytes }, archive.digest.seal);
  await archive.next();
  if (!fits || archive.entry !== null) throw damaged(archive.file);
  return seal;
}

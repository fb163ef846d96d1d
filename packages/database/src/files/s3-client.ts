import { createHash } from 'node:crypto';
import type {
  GetObjectCommandOutput,
  ListObjectsV2CommandOutput,
  S3Client,
  S3ClientConfig,
} from '@aws-sdk/client-s3';
import { isRefusedBy, reached, reasonOf } from './s3-errors.ts';
import type { S3Settings } from './s3-settings.ts';

/** Milliseconds for a connection, and, where nothing else is set, without an answer or a piece of one. */
const CONNECT = 5_000;
const PATIENCE = 30_000;

/** How often a request is sent at most, the first time included. */
const MOST_ATTEMPTS = 3;

/** How often the patience with an answer fits into that with a request that uploads: a slow line takes its time, and silence is seen before. */
const UPLOADS = 20;

/** Requests under way at once, of one process; apart from those, contents that are read, which takes as long as whoever gets them is slow. */
const MOST_SOCKETS = 50;
const MOST_READ = 200;

/** Uploads of one object that are looked at when it is removed. */
const MOST_UPLOADS = 100;

type Commands = typeof import('@aws-sdk/client-s3');

/** The library takes a while to load, so that only who has a bucket loads it. */
export async function s3Client(settings: S3Settings): Promise<S3> {
  const commands = await import('@aws-sdk/client-s3');
  return new S3(settings, commands);
}

/** What we ask of a server that speaks S3. Whatever goes wrong there is an AppError, but for the absence of an object. */
export class S3 {
  readonly #settings: S3Settings;
  readonly #commands: Commands;
  readonly #client: S3Client;
  readonly #reading: S3Client;
  readonly #patience: number;

  constructor(settings: S3Settings, commands: Commands) {
    this.#settings = settings;
    this.#commands = commands;
    this.#patience = settings.patience ?? PATIENCE;
    const patience = this.#patience;
    this.#client = new commands.S3Client(configOf(settings, { patience, maxSockets: MOST_SOCKETS }));
    this.#reading = new commands.S3Client(configOf(settings, { patience, maxSockets: MOST_READ }));
  }

  /** The bytes of an object; null where there is none. */
  async sizeOf(key: string): Promise<number | null> {
    const { HeadObjectCommand } = this.#commands;
    const found = await reached(
      () => this.#client.send(new HeadObjectCommand(this.#at(key)), this.#inTime()),
      null,
    );
    return found ? (found.ContentLength ?? 0) : null;
  }

  /** An object in pieces as they come, or a part of it. @throws an absence where there is none. */
  async *read(
    key: string,
    range: { first: number; last: number | undefined } | null,
  ): AsyncGenerator<Uint8Array, void> {
    const { GetObjectCommand } = this.#commands;
    const given = range ? { Range: `bytes=${range.first}-${range.last ?? ''}` } : {};
    const end = new AbortController();
    const found: GetObjectCommandOutput = await reached(
      () =>
        this.#reading.send(new GetObjectCommand({ ...this.#at(key), ...given }), { abortSignal: end.signal }),
      'error',
    );
    if (range && !found.ContentRange?.startsWith(`bytes ${range.first}-`)) {
      end.abort();
      await reached(() => Promise.reject(Object.assign(new Error('another part'), { name: 'OtherRange' })));
    }
    const body = found.Body as (AsyncIterable<Uint8Array> & { destroy(): void }) | undefined;
    if (!body) return;
    const pieces = body[Symbol.asyncIterator]();
    try {
      for (;;) {
        const { done, value } = await reached(() => this.#soon(pieces.next()));
        if (done) return;
        yield value;
      }
    } finally {
      body.destroy();
      end.abort();
    }
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const { PutObjectCommand } = this.#commands;
    const command = new PutObjectCommand({ ...this.#at(key), ...contentOf(bytes) });
    await reached(() => this.#client.send(command, this.#inTime(UPLOADS)));
  }

  /** The same where there is no such object yet; else it stays as it is. Servers that do not know this from others put it in any case. */
  async putNew(key: string, bytes: Uint8Array): Promise<void> {
    const { PutObjectCommand } = this.#commands;
    const command = new PutObjectCommand({ ...this.#at(key), ...contentOf(bytes), IfNoneMatch: '*' });
    try {
      await reached(() => this.#client.send(command, this.#inTime()));
    } catch (error) {
      if (isRefusedBy(501, error)) {
        if ((await this.sizeOf(key)) === null) await this.put(key, bytes);
      } else if (!isRefusedBy(412, error) && !isRefusedBy(409, error)) throw error;
    }
  }

  /** Begins an object that comes in parts, and is there once it is complete. */
  async begin(key: string) {
    const { CreateMultipartUploadCommand, UploadPartCommand, CompleteMultipartUploadCommand } =
      this.#commands;
    const type = { ContentType: TYPE };
    const created = await reached(() =>
      this.#client.send(new CreateMultipartUploadCommand({ ...this.#at(key), ...type }), this.#inTime()),
    );
    const upload = { ...this.#at(key), UploadId: created.UploadId };
    let size = 0;
    const parts: { PartNumber: number; ETag: string | undefined }[] = [];
    return {
      add: async (bytes: Uint8Array): Promise<void> => {
        const PartNumber = parts.length + 1;
        const { ContentType: _, ...content } = contentOf(bytes);
        const command = new UploadPartCommand({ ...upload, ...content, PartNumber });
        const { ETag } = await reached(() => this.#client.send(command, this.#inTime(UPLOADS)));
        parts.push({ PartNumber, ETag });
        size += bytes.length;
      },
      complete: async (): Promise<void> => {
        const command = new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: parts } });
        try {
          await reached(() => this.#client.send(command, this.#inTime()));
        } catch (error) {
          // Its answer may have got lost, and what is complete is no upload any more.
          if (!isRefusedBy(404, error) || (await this.sizeOf(key)) !== size) throw error;
        }
      },
      abort: () => this.#abort(key, created.UploadId),
    };
  }

  /** Removes an object; there may be none. */
  async remove(key: string): Promise<void> {
    const { DeleteObjectCommand } = this.#commands;
    await reached(() => this.#client.send(new DeleteObjectCommand(this.#at(key)), this.#inTime()), null);
  }

  /** Ends what was begun of an object, and of those beside it that are called like it with a dot and more, and never completed. */
  async abortUploads(key: string): Promise<void> {
    const { ListMultipartUploadsCommand } = this.#commands;
    const { bucket: Bucket } = this.#settings;
    const command = new ListMultipartUploadsCommand({ Bucket, Prefix: key, MaxUploads: MOST_UPLOADS });
    const { Uploads = [] } = await reached(() => this.#client.send(command, this.#inTime()));
    for (const { Key, UploadId } of Uploads) {
      if (Key === key || Key?.startsWith(`${key}.`)) await this.#abort(Key, UploadId);
    }
  }

  /** All objects whose names begin so. */
  async *list(prefix: string): AsyncGenerator<{ key: string; size: number }, void> {
    const { ListObjectsV2Command } = this.#commands;
    const { bucket: Bucket } = this.#settings;
    for (let after: string | undefined; ; ) {
      const command = new ListObjectsV2Command({ Bucket, Prefix: prefix, StartAfter: after });
      const page: ListObjectsV2CommandOutput = await reached(() =>
        this.#client.send(command, this.#inTime()),
      );
      const { Contents: objects = [] } = page;
      for (const { Key, Size } of objects) if (Key !== undefined) yield { key: Key, size: Size ?? 0 };
      const last = objects.at(-1)?.Key;
      // An end also where a server says that there is more and gives nothing.
      if (!page.IsTruncated || last === undefined || last === after) return;
      after = last;
    }
  }

  /** Why the server cannot be used, for whoever runs this Plenum, where something fails. */
  async explained<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw reasonOf(error, this.#settings);
    }
  }

  async #abort(key: string, UploadId: string | undefined): Promise<void> {
    const { AbortMultipartUploadCommand } = this.#commands;
    const command = new AbortMultipartUploadCommand({ ...this.#at(key), UploadId });
    await reached(() => this.#client.send(command, this.#inTime()), null);
  }

  #at(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.#settings.bucket, Key: key };
  }

  /** The bound of one question with all its attempts. */
  #inTime(times = 1): { abortSignal: AbortSignal } {
    return { abortSignal: AbortSignal.timeout(this.#patience * MOST_ATTEMPTS * times) };
  }

  #soon<T>(asked: Promise<T>): Promise<T> {
    let timer: ReturnType<typeof setTimeout>;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () => reject(Object.assign(new Error('no piece in time'), { name: 'TimeoutError' })),
        this.#patience,
      );
    });
    return Promise.race([asked, late]).finally(() => clearTimeout(timer));
  }
}

/** What every object is, since nobody but us reads it. */
const TYPE = 'application/octet-stream';

/** With the digest by which the server sees that it has what was sent (RFC 1864). */
function contentOf(bytes: Uint8Array) {
  return {
    Body: bytes,
    ContentLength: bytes.length,
    ContentType: TYPE,
    ContentMD5: createHash('md5').update(bytes).digest('base64'),
  };
}

function configOf(
  settings: S3Settings,
  { patience, maxSockets }: { patience: number; maxSockets: number },
): S3ClientConfig {
  const { endpoint, region, pathStyle: forcePathStyle, accessKeyId, secretAccessKey } = settings;
  return {
    endpoint,
    region,
    forcePathStyle,
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: MOST_ATTEMPTS,
    retryMode: 'standard',
    // Newer than what most servers understand; MD5 is sent instead.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    followRegionRedirects: false,
    requestHandler: {
      connectionTimeout: CONNECT,
      requestTimeout: patience * UPLOADS,
      throwOnRequestTimeout: true,
      socketTimeout: patience,
      httpAgent: { keepAlive: true, maxSockets },
      httpsAgent: { keepAlive: true, maxSockets },
    },
  };
}

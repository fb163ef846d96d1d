import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import type { Database } from '@plenum/database/client';
import { filesFolder } from '@plenum/database/files/files-folder';
import { aDocument, aMember, aWorkspace } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import { expect } from 'vitest';
import { beginParts, takePart, tellParts } from '#lib/files/partial-upload.ts';
import { openWebDatabase } from './visitor.ts';

type Ask = () => Promise<Grant<'document.write'>>;

/** When something came that is so long ago that its room is kept no longer. */
export const LONG_AGO = () => new Date(Date.now() - 11 * 60_000);

/** A request about a file that comes in parts. */
export function partRequest(method: string, headers: Record<string, string>, body?: BodyInit): Request {
  const all = { 'Tus-Resumable': '1.0.0', ...headers };
  const init = { method, headers: all, ...(body && { body, duplex: 'half' }) };
  return new Request('http://localhost:3000/', init as RequestInit);
}

/** A document to which files come in parts: 4 MB each, and 10 MB in its workspace. */
export class PartsKit {
  readonly db: Database;
  readonly admin: Member;
  readonly editor: Member;
  readonly documentId: string;
  readonly workspaceId: string;

  private constructor(of: Pick<PartsKit, 'db' | 'admin' | 'editor' | 'documentId' | 'workspaceId'>) {
    this.db = of.db;
    this.admin = of.admin;
    this.editor = of.editor;
    this.documentId = of.documentId;
    this.workspaceId = of.workspaceId;
  }

  static async open(): Promise<PartsKit> {
    const db = await openWebDatabase();
    const admin = await aMember(db);
    const workspaceId = (await aWorkspace(db, admin)).id;
    const editor = await aMember(db, { workspaceId, role: 'editor' });
    const documentId = (await aDocument(db, { actor: admin, workspaceId })).id;
    await db.prisma.instanceSettings.create({ data: { fileMegabytes: 4, workspaceMegabytes: 10 } });
    return new PartsKit({ db, admin, editor, documentId, workspaceId });
  }

  /** Removes all files, and what is on its way. */
  async clear(): Promise<void> {
    const { prisma, files } = this.db;
    await prisma.attachment.deleteMany({});
    for (const { id } of await prisma.storedFile.findMany()) await files.remove(id);
    await prisma.storedFile.deleteMany({});
  }

  by(actor: Member, on = this.documentId): Ask {
    return () => authorize(this.db, { actor, action: 'document.write', on });
  }

  async begin(
    size: number,
    { name = 'Größe.bin', ask = this.by(this.admin), key = '' } = {},
  ): Promise<string> {
    const metadata = `filetype eA==,filename ${Buffer.from(name).toString('base64')}`;
    const known = key === '' ? undefined : { 'Idempotency-Key': key };
    const headers = { 'Upload-Length': String(size), 'Upload-Metadata': metadata, ...known };
    const answer = await beginParts(partRequest('POST', headers), ask, (id) => `/x/${id}`);
    expect([answer.status, answer.headers.get('upload-offset')]).toEqual([201, '0']);
    const { id } = await answer.json();
    expect(answer.headers.get('location')).toBe(`/x/${id}`);
    return id;
  }

  patch(id: string, offset: number, body: BodyInit | Buffer, ask = this.by(this.admin)): Promise<Response> {
    const headers = { 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' };
    return takePart(partRequest('PATCH', headers, body as BodyInit), ask, id);
  }

  async offsetOf(id: string): Promise<string | null> {
    return (await tellParts(this.by(this.admin), id)).headers.get('upload-offset');
  }

  async fileOf(id: string): Promise<unknown> {
    return (await (await tellParts(this.by(this.admin), id)).json()).file;
  }

  async contentOf(id: string): Promise<Buffer> {
    const { fileId } = await this.db.prisma.attachment.findFirstOrThrow({ where: { id } });
    const pieces: Uint8Array[] = [];
    for await (const piece of this.db.files.read(fileId)) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  /** The names of what is in the store, and the rows of what is on its way. */
  async leftovers(): Promise<[string[], number]> {
    const folder = filesFolder(this.db.dataDir);
    const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
    return [
      names.map((name) => path.basename(name)).filter((name) => name.length > 2),
      await this.db.prisma.upload.count(),
    ];
  }
}

import { type Member, system } from '@plenum/domain/access/actor';
import { authorize } from '../access/authorize.ts';
import type { Grant } from '../access/grant.ts';
import type { Database } from '../client.ts';
import { fileOf } from '../files/transfer-files.ts';
import { madeFile, settleTransfer, type TransferOutcome, takeTransfer } from '../transfers/job-queue.ts';
import { startExport } from '../transfers/jobs.ts';
import { aMember, aWorkspace } from './factories.ts';

/** How something ends that went well. */
export const DONE = {
  state: 'done',
  done: 3,
  losses: [],
  left: null,
  size: 5,
} satisfies TransferOutcome;

const ARCHIVE = { form: 'archive', documentId: null, locale: 'en', title: 'Forest' } as const;

/** An admin with a workspace, and nothing that is moved yet. */
export class TransferKit {
  readonly db: Database;
  readonly admin: Member;
  readonly workspaceId: string;

  private constructor(of: Pick<TransferKit, 'db' | 'admin' | 'workspaceId'>) {
    this.db = of.db;
    this.admin = of.admin;
    this.workspaceId = of.workspaceId;
  }

  /** Begins anew, in another workspace of the same instance. */
  static async begin(db: Database): Promise<TransferKit> {
    await db.prisma.transferJob.deleteMany();
    const admin = await aMember(db);
    return new TransferKit({ db, admin, workspaceId: (await aWorkspace(db, admin)).id });
  }

  right(actor: Member, on = this.workspaceId): Promise<Grant<'document.create'>> {
    return authorize(this.db, { actor, action: 'document.create', on });
  }

  instance(): Promise<Grant<'instance.administer'>> {
    return authorize(this.db, { actor: system('test'), action: 'instance.administer', on: 'instance' });
  }

  async take() {
    return takeTransfer(await this.instance());
  }

  async start(actor = this.admin, more: object = {}) {
    return startExport(await this.right(actor), { ...ARCHIVE, ...more });
  }

  /** Has something made, with a file of five bytes. */
  async make(
    actor = this.admin,
    more: object = {},
    pageIds: string[] = [],
  ): Promise<{ id: string; file: string }> {
    const { id } = await this.start(actor, more);
    const job = await this.take();
    if (job?.id !== id) throw new Error('something else was taken');
    await this.write(madeFile(job));
    await settleTransfer(this.db, job, { ...DONE, pageIds });
    return { id, file: madeFile(job) };
  }

  /** As if whoever has it had not been heard of for longer than a lease. */
  async expire(id: string): Promise<void> {
    await this.db.prisma.transferJob.update({ where: { id }, data: { dueAt: new Date(Date.now() - 1000) } });
  }

  async write(file: string): Promise<void> {
    async function* bytes() {
      yield Buffer.from('bytes');
    }
    await this.db.transferFiles.write(fileOf(file), bytes());
  }

  sizeOf(file: string): Promise<number | null> {
    return this.db.transferFiles.sizeOf(fileOf(file));
  }
}

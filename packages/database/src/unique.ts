import { Prisma } from './generated/client.ts';

/** Whether a write failed because a value that must be unique is taken. */
export function isTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}

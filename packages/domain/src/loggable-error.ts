import { AppError } from './errors.ts';

/** What may be written down of an error: what it is and where it came from, never what it says. */
export interface LoggableError {
  /** The name of its class, or of the type of what was thrown. */
  name: string;
  /** Of an {@link AppError} alone: that sentence is ours. */
  message?: string;
  /** The system's, the driver's, Prisma's or our own: ECONNREFUSED, an SQLSTATE, P2002, not_found. */
  code?: string;
  /** What was asked of the system: connect, open, … */
  syscall?: string;
  /** The number under which Next tells a person about it. */
  digest?: string;
  /** The frames of its stack, innermost first. */
  at?: string[];
  cause?: LoggableError;
}

const MAX_FRAMES = 20;
const MAX_FRAME = 300;
const MAX_CAUSES = 4;
const FRAME = /^ {4}at /;
const WORD = /^\w{1,64}$/;
const NUMBER = /^\d{1,20}$/;

/**
 * What may be written down of something thrown. Messages and other fields are left out: drivers and parsers quote rows,
 * addresses, SQL parameters and text in them.
 */
export function loggableError(error: unknown): LoggableError {
  return outlineOf(error, MAX_CAUSES);
}

function outlineOf(error: unknown, causes: number): LoggableError {
  if (typeof error !== 'object' || error === null) return { name: typeof error };
  const field = (key: string): unknown => Reflect.get(error, key);
  const code = wordIn(field('code')) ?? wordIn(field('originalCode'));
  const syscall = wordIn(field('syscall'));
  const digest = field('digest');
  const at = error instanceof Error ? framesOf(error) : [];
  const cause = field('cause') ?? adapterErrorIn(field('meta'));
  return {
    name: wordIn(field('name')) ?? wordIn(field('kind')) ?? 'Error',
    ...(error instanceof AppError && { message: error.message }),
    ...(code !== undefined && { code }),
    ...(syscall !== undefined && { syscall }),
    ...(typeof digest === 'string' && NUMBER.test(digest) && { digest }),
    ...(at.length > 0 && { at }),
    ...(typeof cause === 'object' && cause !== null && causes > 0 && { cause: outlineOf(cause, causes - 1) }),
  };
}

function wordIn(value: unknown): string | undefined {
  return (typeof value === 'string' || typeof value === 'number') && WORD.test(String(value))
    ? String(value)
    : undefined;
}

/** Prisma keeps the driver's error there. */
function adapterErrorIn(meta: unknown): unknown {
  return typeof meta === 'object' && meta !== null ? Reflect.get(meta, 'driverAdapterError') : undefined;
}

/** The lines at the end of the stack, behind the message, which can have lines that look like them. */
function framesOf({ message, stack }: Error): string[] {
  if (typeof stack !== 'string') return [];
  const said = message === '' ? -1 : stack.indexOf(message);
  const lines = (said === -1 ? stack : stack.slice(said + message.length)).split('\n');
  const last = lines.findLastIndex((line) => !FRAME.test(line));
  return lines
    .slice(last + 1)
    .slice(0, MAX_FRAMES)
    .map((line) => line.trim().slice('at '.length, MAX_FRAME));
}

/** Codes that the server closes a socket with; what each means stands in PROTOCOL.md. */
export const CLOSE = {
  protocol: 1008,
  restarting: 1012,
  tryAgain: 1013,
  notSignedIn: 4401,
  forbidden: 4403,
  notFound: 4404,
  otherEpoch: 4410,
  tooLarge: 4413,
  tooSlow: 4508,
  tooMany: 4529,
} as const;

/** One of the codes in {@link CLOSE}. */
export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE];

/** Whether connecting again cannot help; the range is y-websocket 3.1's. */
export function isFinal(code: number): boolean {
  return code >= 4400 && code < 4500;
}

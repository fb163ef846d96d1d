/**
 * The user name and password that stand in an address; null for none.
 * @throws URIError where a `%` in them begins no escape of UTF-8.
 */
export function credentialsOf({ username, password }: URL): { name: string; password: string } | null {
  if (username === '') return null;
  return { name: decodeURIComponent(username), password: decodeURIComponent(password) };
}

/** Whether {@link credentialsOf} an address can be read; one that is none has no credentials to be read. */
export function areCredentialsReadable(address: string): boolean {
  try {
    credentialsOf(new URL(address));
    return true;
  } catch (error) {
    return !(error instanceof URIError);
  }
}

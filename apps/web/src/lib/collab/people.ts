/** Somebody who has the document open. */
export interface Person {
  /** Distinguishes people, not their windows. */
  id: string;
  /** Empty for a guest, whom the interface names. */
  name: string;
  /** Index into the author colours. */
  colour: number;
}

/** How many author colours there are in tokens.css. */
const COLOURS = 12;

/** The people in others' awareness states, each once however many windows they have, the longest known client first. */
export function peopleIn(states: ReadonlyMap<number, unknown>, ownClient: number): Person[] {
  const people = new Map<string, Person>();
  for (const [client, state] of states) {
    const person = client === ownClient ? null : personIn(state, client);
    if (person && !people.has(person.id)) people.set(person.id, person);
  }
  return [...people.values()];
}

/** Whom an awareness state names; null for nobody. */
export function personIn(state: unknown, client: number): Person | null {
  const user = isRecord(state) ? state.user : null;
  if (!isRecord(user)) return null;
  const { id, name } = user;
  return {
    id: typeof id === 'string' ? id : `client ${client}`,
    name: typeof name === 'string' ? name.slice(0, 100) : '',
    colour: colourOf(user),
  };
}

/** The author colour of whoever an awareness state names; what others send is not trusted to be in range. */
export function colourOf(user: Record<string, unknown>): number {
  const { colour, name } = user;
  if (typeof colour === 'number' && Number.isInteger(colour) && colour >= 0 && colour < COLOURS)
    return colour;
  return [...String(name ?? '')].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % COLOURS;
}

/** Names that came and names that went; a guest has none. */
export function whoMoved(
  before: readonly Person[],
  after: readonly Person[],
): { joined: string[]; left: string[] } {
  const missingFrom = (list: readonly Person[]) => (person: Person) =>
    !list.some(({ id }) => id === person.id);
  return {
    joined: after.filter(missingFrom(before)).map(({ name }) => name),
    left: before.filter(missingFrom(after)).map(({ name }) => name),
  };
}

/** Whether two lists show the same. */
export function samePeople(a: readonly Person[], b: readonly Person[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ id, name, colour }, i) => id === b[i]?.id && name === b[i].name && colour === b[i].colour)
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

import type { AuthorKey, PastAuthor } from '@plenum/domain/documents/types';
import type { Database } from '../client.ts';

/** Looks up who some authors are, and gives out each by their key. */
export async function authorsBy(
  db: Database,
  keys: readonly AuthorKey[],
): Promise<(key: AuthorKey) => PastAuthor> {
  const idsOf = (kind: string) => [
    ...new Set(keys.filter((key) => key.startsWith(`${kind} `)).map((key) => key.slice(kind.length + 1))),
  ];
  const [people, guests, past] = await Promise.all([
    db.prisma.person.findMany({
      where: { id: { in: idsOf('person') } },
      select: { id: true, displayName: true, colour: true },
    }),
    db.prisma.guest.findMany({
      where: { id: { in: idsOf('guest') } },
      select: { id: true, name: true, colour: true },
    }),
    db.prisma.pastAuthor.findMany({
      where: { id: { in: idsOf('guest') } },
      select: { id: true, name: true, colour: true },
    }),
  ]);
  const known = new Map<AuthorKey, PastAuthor>([
    ...people.map(
      ({ id, displayName: name, colour }) => [`person ${id}`, { kind: 'person', name, colour }] as const,
    ),
    ...[...guests, ...past].map(
      ({ id, name, colour }) => [`guest ${id}`, { kind: 'guest', name, colour }] as const,
    ),
  ]);
  return (key) => {
    const kind = key.startsWith('person ') ? 'person' : key.startsWith('guest ') ? 'guest' : 'system';
    return known.get(key) ?? { kind, name: null, colour: null };
  };
}

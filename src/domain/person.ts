/** A person as others read them: the name, or the e-mail of who has not filled one in yet. */
export const shownName = (person: { name: string | null; email: string | null }) => person.name || person.email || 'zonder naam';

/** How people are called among each other: by first name, and in full where two of them have the same. */
export function calledNames(names: readonly string[]): Map<string, string> {
  const first = (name: string) => name.trim().split(/\s+/)[0] ?? name;
  const known = new Set(names);
  const often = Map.groupBy(known, (name) => first(name).toLocaleLowerCase('nl'));
  return new Map(
    [...known].map((name) => [name, (often.get(first(name).toLocaleLowerCase('nl'))?.length ?? 0) > 1 ? name : first(name)]),
  );
}

/** In "Dag …," of a mail. */
export const greetingName = (name: string | null) => name || 'collega';

export type AccountState = 'active' | 'invited' | 'deactivated';

export function accountState(person: { joined: boolean; deactivatedAt: Date | null }): AccountState {
  if (person.deactivatedAt) return 'deactivated';
  return person.joined ? 'active' : 'invited';
}

export const accountStateNames: Record<AccountState, string> = {
  active: 'actief',
  invited: 'uitgenodigd',
  deactivated: 'uitgezet',
};

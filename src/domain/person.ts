/** A person as others read them: the name, or the e-mail of who has not filled one in yet. */
export const shownName = (person: { name: string | null; email: string | null }) => person.name || person.email || 'zonder naam';

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

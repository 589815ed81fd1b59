import { listLeadersOfMember, listSpecialists } from '#src/db/queries/contact.ts';
import { enumerate } from '#src/domain/dutch.ts';
import type { Actor, Role } from '#src/domain/roles.ts';
import type { Context } from '../context.ts';

export interface HelpView {
  /** Is someone signed in? */
  known: boolean;
  /** Who leads the reader's groups; the groups as they stand in a sentence. */
  leaders: { name: string; groups: string }[];
  /** The other specialists of the reader's libraries. */
  specialists: { name: string; library: string }[];
  /** What to read when there is no colleague to name; null when there is one, or nobody is signed in. */
  nobody: string | null;
  /** Where the operator of this site can be reached, as a link; null when that was not configured. */
  operator: { href: string; label: string } | null;
}

/** Whom the reader can ask: names of colleagues for who is signed in, nobody's name for anyone else. */
export async function helpContacts(ctx: Context): Promise<HelpView> {
  const operator = ctx.contact === null ? null : operatorLink(ctx.contact);
  const { actor } = ctx;
  if (!actor) return { known: false, leaders: [], specialists: [], nobody: null, operator };
  const libraries = [...new Set(actor.employments.map((e) => e.organisationId))];
  const [led, specialists] = await Promise.all([
    listLeadersOfMember(ctx.db, actor.personId, ctx.now),
    listSpecialists(ctx.db, libraries, ctx.now),
  ]);
  const leaders = new Map<string, { name: string; groups: string[] }>();
  for (const { personId, name, groupName } of led) {
    if (personId === actor.personId || !name) continue;
    const known = leaders.get(personId) ?? { name, groups: [] };
    leaders.set(personId, { ...known, groups: [...known.groups, `‘${groupName}’`] });
  }
  const others = specialists
    .filter((s) => s.personId !== actor.personId && !leaders.has(s.personId))
    .map((s) => ({ name: s.name ?? '', library: s.organisationName }))
    .filter((s) => s.name !== '');
  return {
    known: true,
    leaders: [...leaders.values()].map(({ name, groups }) => ({ name, groups: enumerate(groups) })),
    specialists: others,
    nobody: leaders.size + others.length === 0 ? nobodyText(actor) : null,
    operator,
  };
}

function nobodyText({ employments }: Actor): string {
  const holds = (role: Role) => employments.some((e) => e.role === role);
  if (holds('educationSpecialist'))
    return 'Er staat nog geen andere specialist van je bibliotheek in Baliewijs. Vraag het de beheerder.';
  if (holds('learner') || employments.length === 0)
    return 'Er staat nog geen specialist van je bibliotheek in Baliewijs. Vraag het wie je uitnodigde.';
  if (holds('administrator'))
    return 'Jij bent de beheerder. Gaat je vraag over een groep? Vraag het de begeleider van die groep.';
  return 'Als adviseur heb je geen begeleider. Vraag het de beheerder van Baliewijs.';
}

function operatorLink(contact: string): { href: string; label: string } {
  if (contact.startsWith('https://')) return { href: contact, label: contact.replace('https://', '') };
  const address = contact.replace(/^mailto:/, '');
  return { href: `mailto:${address}`, label: address };
}

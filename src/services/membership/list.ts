import type { Queryable } from '#src/db/client.ts';
import { findAccountByEmail, listUsernames } from '#src/db/queries/account.ts';
import { findCurrentEmployment } from '#src/db/queries/employment.ts';
import { listToInvite } from '#src/db/queries/membership.ts';
import { maxLines, readList, usernameFor, type ListLine } from '#src/domain/member-list.ts';
import type { Context } from '../context.ts';
import { assertOpen, reachGroup, type ReachedGroup } from '../group/reach.ts';
import { invalid } from '../service-error.ts';
import { addKnown, addNew } from './change.ts';

export interface CheckedLine {
  number: number;
  text: string;
  good: boolean;
  /** What happens with this line, or what is wrong with it. */
  verdict: string;
}

export interface CheckedList {
  lines: CheckedLine[];
  /** People who would come into the group. */
  adds: number;
  faults: number;
}

type Judged = ListLine & { verdict: string; does: 'nothing' | 'new' | 'known' | 'card'; personId: string | null };

/** What would happen with each line of a pasted list; nothing is saved. */
export async function checkMemberList(ctx: Context, input: { groupId: string; text: string }): Promise<CheckedList> {
  const group = await reachGroup(ctx, input.groupId, 'group:arrange');
  const judged = await judge(ctx.db, ctx, group, readLines(input.text));
  return {
    lines: judged.map((l) => ({ number: l.number, text: l.text, good: l.fault === null, verdict: l.fault ?? l.verdict })),
    adds: judged.filter((l) => l.does !== 'nothing').length,
    faults: judged.filter((l) => l.fault !== null).length,
  };
}

/**
 * Puts the people of a pasted list in the group; lines with a fault are left out. Whoever is in it already stays in it, so
 * the same list a second time adds nobody.
 */
export async function addMemberList(ctx: Context, input: { groupId: string; text: string }): Promise<{ added: number }> {
  const group = await reachGroup(ctx, input.groupId, 'group:arrange');
  assertOpen(group);
  const lines = readLines(input.text);
  let added = 0;
  // In parts: three hundred people at once would keep everybody else's writing waiting for too long. Who came in stays in.
  for (let at = 0; at < lines.length; at += atOnce)
    added += await ctx.db.transaction(async (tx) => {
      const judged = (await judge(tx, ctx, group, lines.slice(at, at + atOnce))).filter((l) => l.does !== 'nothing');
      for (const { name, email, does, personId } of judged) {
        if (does === 'known' && personId) await addKnown(tx, ctx, group, personId);
        else if (does === 'new' && email) await addNew(tx, ctx, group, { email, name });
        else if (does === 'card' && name) await addNew(tx, ctx, group, { name, username: await freeUsername(tx, name) });
      }
      return judged.length;
    });
  ctx.mailWaits();
  if (added === 0) throw invalid('lijst', 'In deze lijst staat niemand die erbij kan. Kijk de regels hieronder na.');
  return { added };
}

/** A user name that nobody has. */
export async function freeUsername(db: Queryable, name: string): Promise<string> {
  const taken = await listUsernames(
    db,
    usernameFor(name, () => false),
  );
  return usernameFor(name, (username) => taken.has(username));
}

const atOnce = 25;

function readLines(text: string): ListLine[] {
  const lines = readList(text);
  if (lines.length === 0) throw invalid('lijst', 'Plak eerst een lijst met namen of e-mailadressen.');
  if (lines.length > maxLines)
    throw invalid('lijst', `Dit zijn ${lines.length} regels. Doe er hoogstens ${maxLines} tegelijk. Je tekst staat er nog.`);
  return lines;
}

async function judge(db: Queryable, ctx: Context, group: ReachedGroup, lines: readonly ListLine[]): Promise<Judged[]> {
  const members = await listToInvite(db, group.id);
  const judged: Judged[] = [];
  for (const line of lines) judged.push(line.fault === null ? await judgeLine(line) : { ...line, verdict: '', ...nothing });
  return judged;

  async function judgeLine(line: ListLine): Promise<Judged> {
    const { name, email } = line;
    const same = (a: string | null) => a !== null && a.localeCompare(name ?? '', 'nl', { sensitivity: 'base' }) === 0;
    const member = members.find((m) => (email === null ? m.email === null && same(m.name) : m.email === email));
    if (member && member.leftAt === null) return { ...line, ...nothing, verdict: 'Zit al in de groep.' };
    if (email === null) {
      if (member) return { ...line, does: 'known', personId: member.personId, verdict: 'Was gestopt en doet weer mee.' };
      return { ...line, does: 'card', personId: null, verdict: 'Geen e-mail: krijgt een gebruikersnaam en een kaart.' };
    }
    const known = await findAccountByEmail(db, email);
    // What isn't of this library is told alike, so that nobody finds out who has an account elsewhere.
    const toCome =
      group.kind === 'practice' ? 'Nieuw. In een oefengroep gaat geen mail uit.' : 'Nieuw: krijgt een uitnodiging per mail.';
    if (!known) return { ...line, does: 'new', personId: null, verdict: toCome };
    if (known.deactivatedAt)
      return {
        ...line,
        ...nothing,
        verdict: '',
        fault: 'Dit account is uitgezet. Vraag de beheerder om het weer aan te zetten.',
      };
    const here = await findCurrentEmployment(db, { personId: known.personId, organisationId: group.libraryId, now: ctx.now });
    return {
      ...line,
      does: 'known',
      personId: known.personId,
      verdict: here ? `Werkt hier al${known.name ? ` als ${known.name}` : ''}. Komt in de groep.` : toCome,
    };
  }
}

const nothing = { does: 'nothing' as const, personId: null };

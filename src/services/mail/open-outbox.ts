import { countOutbox, listOutbox, type OutboxRow } from '#src/db/queries/outbox.ts';
import { dayMoment, fullMoment } from '#src/domain/calendar-day.ts';
import { emailLabel, fillEmail } from '#src/domain/email.ts';
import { pageOf, readListQuery, totalText } from '#src/domain/list-query.ts';
import { lrsFailureInWords } from '#src/domain/lrs-failure.ts';
import { failureInWords } from '#src/domain/mail-failure.ts';
import { sampleValues } from '#src/domain/mail-sample.ts';
import { authorise, type Context } from '../context.ts';
import { canRetry } from './retry.ts';

export interface OutboxLine {
  id: string;
  to: string;
  /** What kind of mail it is. */
  label: string;
  /** "di 16 feb, 9.30 uur": when it was put in, or given up. */
  at: string;
  /** Why it did not arrive; null for one that was not tried yet. */
  reason: string | null;
  retry: boolean;
  /** Where its receiver is kept. */
  person: string | null;
}

/** What waits and what did not arrive, and every kind of mail there is. What a mail says is for its receiver alone. */
export async function openOutbox(ctx: Context, given: Record<string, string>) {
  authorise(ctx, 'mail:manage');
  const query = readListQuery(given, { orders: ['nieuw'], filters: { staat: ['wacht'] } });
  const state = query.filters.staat === 'wacht' ? 'waiting' : 'failed';
  const [counted, found] = await Promise.all([countOutbox(ctx.db, ctx.now), listOutbox(ctx.db, { state, page: query.page })]);
  const totals = {
    failed: counted.mail.failed + counted.statements.failed,
    waiting: counted.mail.waiting + counted.statements.waiting,
  };
  const kinds = [...ctx.catalogue.emails.values()]
    .map((text) => ({
      kind: text.kind,
      label: emailLabel(text),
      subject: fillEmail(text, sampleValues(text.placeholders, ctx.publicBaseUrl)).subject,
      necessary: text.necessary,
    }))
    .sort((a, b) => a.subject.localeCompare(b.subject, 'nl'));
  return {
    state: {
      ...totals,
      text: [stateText(counted.mail), statementText(ctx, counted.statements)].filter(Boolean).join(' '),
    },
    list: { ...pageOf(query, { rows: found.map((row) => line(ctx, row)), total: totals[state] }), state },
    kinds,
  };
}

/** Of what is passed on to a learning system, where anything is. */
function statementText(ctx: Context, { waiting, oldest }: Counted['statements']): string {
  if (!ctx.lrs) return '';
  return waiting === 0
    ? `Voor ${ctx.lrs.host} wachten geen leergegevens.`
    : `Er wachten leergegevens voor ${ctx.lrs.host}${oldest ? `, de oudste sinds ${fullMoment(oldest)}` : ''}.`;
}

type Counted = Awaited<ReturnType<typeof countOutbox>>;

/** "Er wachten drie mails, de oudste sinds …" in one or two sentences. */
function stateText(counted: Counted['mail']): string {
  const { waiting, oldest, sent } = counted;
  const first =
    waiting === 0
      ? 'Er wacht geen mail.'
      : `Er ${waiting === 1 ? 'wacht' : 'wachten'} ${totalText(waiting, 'mail', 'mails')}${oldest ? `, de oudste sinds ${fullMoment(oldest)}` : ''}.`;
  return `${first} In de laatste 24 uur ${sent === 1 ? 'is' : 'zijn'} ${totalText(sent, 'mail', 'mails')} verstuurd.`;
}

function line(ctx: Context, row: OutboxRow): OutboxLine {
  const text = ctx.catalogue.emails.get(row.payload.kind);
  const { failure } = row.payload;
  if (row.channel === 'lrs')
    return {
      id: row.id,
      to: row.payload.to,
      label: row.payload.kind === 'voiding' ? 'Leergegevens: intrekken' : 'Leergegevens',
      at: dayMoment(row.failedAt ?? row.dueAt),
      reason: row.failedAt || failure ? lrsFailureInWords(failure) : null,
      retry: canRetry(ctx, row),
      // Of whom they are is of no use here.
      person: null,
    };
  return {
    id: row.id,
    to: row.payload.to,
    label: text ? emailLabel(text) : row.payload.kind,
    at: dayMoment(row.failedAt ?? row.dueAt),
    reason: row.failedAt || failure ? failureInWords(failure) : null,
    retry: canRetry(ctx, row),
    person: row.personId && `/beheer/mensen/${row.personId}`,
  };
}

/** The first password on a printed card: typed with the name beside it, once. */
import { hashToken, newToken } from '../new-id.ts';

/** Sixty bits in three groups: no look-alikes, and nothing to tell capitals from. */
export function newCardPassword(): string {
  return (newToken().slice(0, 12).match(/.{4}/g) ?? []).join('-');
}

/** As it is stored: of this account only. Spaces, capitals and dashes don't matter. */
export const cardKey = (accountId: string, typed: string) =>
  hashToken(`card ${accountId} ${typed.toLowerCase().replaceAll(/[\s-]/g, '')}`);

export const looksLikeCardPassword = (typed: string) => /^[0-9a-z]{12}$/.test(typed.toLowerCase().replaceAll(/[\s-]/g, ''));

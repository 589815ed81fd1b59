import type { Queryable } from '#src/db/client.ts';
import { isTopic } from '#src/domain/referral.ts';
import type { Context } from '../context.ts';
import { checkCare, checkCustomerData, type Care } from '../local/care.ts';
import type { Library } from '../local/reach.ts';
import { invalid } from '../service-error.ts';

export interface ReferralFields extends Care {
  topic: string;
  organisation: string;
  purpose: string;
  how: string;
  contact: string;
  /** Null: for every branch. */
  branchId: string | null;
}

/** @throws ServiceError invalid for what isn't in a list, or looks like data of a customer */
export async function checkReferral(ctx: Context, db: Queryable, library: Library, input: ReferralFields): Promise<void> {
  if (!isTopic(input.topic)) throw invalid('onderwerp', 'Kies een onderwerp uit de lijst.');
  if (input.branchId !== null && !library.branches.some((branch) => branch.id === input.branchId))
    throw invalid('vestiging', 'Kies een vestiging uit de lijst.');
  for (const [field, text] of [
    ['organisatie', input.organisation],
    ['waarvoor', input.purpose],
    ['hoe', input.how],
    ['contact', input.contact],
  ] as const)
    checkCustomerData(field, [text], input.sure);
  await checkCare(ctx, db, library.id, input);
}

export const rowOf = ({ topic, organisation, purpose, how, contact, branchId, ownerId, reviewBy }: ReferralFields) => ({
  topic,
  organisation,
  purpose,
  how,
  contact,
  branchId,
  ownerId,
  reviewBy,
});

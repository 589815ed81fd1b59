import type { Context } from '../context.ts';
import { openAttendance } from './open.ts';

export interface SignInSheet {
  title: string;
  details: string[];
  people: { name: string; note?: string }[];
  back: string;
}

/** The list to sign on paper: who is expected, in the order of the screen; others write their name below. */
export async function openSignInList(
  ctx: Context,
  input: { groupId: string; nr: number; momentId: string },
): Promise<SignInSheet> {
  const page = await openAttendance(ctx, input);
  return {
    title: `Presentielijst bijeenkomst ${page.nr}: ${page.title}`,
    details: [page.groupName, page.when, page.place],
    people: page.expected.map(({ name }) => ({ name })),
    back: page.path,
  };
}

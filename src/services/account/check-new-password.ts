import { passwordFault, passwordFaultTexts } from '#src/domain/password.ts';
import type { Context } from '../context.ts';
import { invalid } from '../service-error.ts';

/**
 * Refuses a password that is too easy, with the message on its field.
 * @param ownWords name and e-mail of the person it is for
 * @throws ServiceError invalid
 */
export function checkNewPassword(ctx: Context, field: string, password: string, ownWords: readonly (string | null)[]): void {
  const words = ownWords.filter((word) => word !== null);
  const fault = passwordFault(password, ctx.passwords.common, words);
  if (fault) throw invalid(field, passwordFaultTexts[fault]);
}

import { plainCode } from '#src/domain/passkey.ts';
import { hashToken } from '../new-id.ts';

/** What is kept of a recovery code: of this account only. A hundred random bits need no slow hash. */
export const codeHash = (accountId: string, code: string) => hashToken(`recovery ${accountId} ${plainCode(code)}`);

import { isBusy, isUnwritable } from '#src/db/errors.ts';

/** What can go wrong in a service. Recognised by its code, never by instanceof: there are two module graphs. */
export type ServiceErrorCode = 'notFound' | 'forbidden' | 'notSignedIn' | 'invalid' | 'conflict' | 'tooMany' | 'busy';

export interface FieldError {
  /** The form field it belongs to; none for the form as a whole. */
  field?: string;
  /** Plain Dutch. */
  message: string;
}

export class ServiceError extends Error {
  readonly code: ServiceErrorCode;
  readonly errors: FieldError[];
  constructor(code: ServiceErrorCode, errors: FieldError[] | string = []) {
    super(code);
    this.code = code;
    this.errors = typeof errors === 'string' ? [{ message: errors }] : errors;
  }
}

export const statusOf: Record<ServiceErrorCode, number> = {
  notFound: 404,
  forbidden: 403,
  notSignedIn: 401,
  invalid: 422,
  conflict: 409,
  tooMany: 429,
  busy: 503,
};

const codes = new Set(Object.keys(statusOf));

export function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'code' in error && 'errors' in error && codes.has(String(error.code));
}

/** The error as people may read it: a service's own, or that the database could not be written now. Null for any other. */
export function readableError(error: unknown): ServiceError | null {
  if (isServiceError(error)) return error;
  if (isUnwritable(error))
    return new ServiceError(
      'busy',
      'Opslaan lukt nu niet. Dat ligt aan ons, niet aan jou. Er is niets veranderd. Probeer het later opnieuw.',
    );
  return isBusy(error)
    ? new ServiceError(
        'busy',
        'Het is nu te druk om dit op te slaan. Er is niets veranderd. Probeer het over een minuut opnieuw.',
      )
    : null;
}

export const notFound = () => new ServiceError('notFound');
export const forbidden = () => new ServiceError('forbidden');
export const invalid = (field: string, message: string) => new ServiceError('invalid', [{ field, message }]);
export const refused = (message: string) => new ServiceError('invalid', message);

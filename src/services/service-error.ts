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

export const notFound = () => new ServiceError('notFound');
export const forbidden = () => new ServiceError('forbidden');
export const invalid = (field: string, message: string) => new ServiceError('invalid', [{ field, message }]);
export const refused = (message: string) => new ServiceError('invalid', message);

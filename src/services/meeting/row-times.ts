import type { MomentTimes } from '#src/domain/moment.ts';
import type { Context } from '../context.ts';
import { isServiceError, ServiceError, type FieldError } from '../service-error.ts';
import { timesOf, type MomentFields } from './plan-moment.ts';

/** A moment on a form that has several: each row's fields carry its number. */
export interface MomentOnRow extends MomentFields {
  row: number;
}

const place = /^[^\u0000-\u001f\u007f]{1,120}$/;

/** The same check as for one moment, with its messages on this row. @throws ServiceError invalid */
export function timesOfRow(ctx: Context, { row, ...fields }: MomentOnRow): MomentTimes {
  const missing: FieldError[] = [];
  if (!/^\d{4}-\d{2}-\d{2}$/.test(fields.day)) missing.push({ field: `dag${row}`, message: 'Kies een dag.' });
  for (const [name, time] of [
    ['begin', fields.start],
    ['einde', fields.end],
  ] as const)
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time))
      missing.push({ field: `${name}${row}`, message: 'Kies een tijd, bijvoorbeeld 09:30.' });
  if (!place.test(fields.place)) missing.push({ field: `plaats${row}`, message: 'Vul de plaats in, op één regel.' });
  if (missing.length > 0) throw new ServiceError('invalid', missing);
  try {
    return timesOf(ctx, fields);
  } catch (error) {
    if (!isServiceError(error)) throw error;
    throw new ServiceError(
      error.code,
      error.errors.map((e) => (e.field ? { ...e, field: `${e.field}${row}` } : e)),
    );
  }
}

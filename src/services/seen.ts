import { hashToken } from './new-id.ts';
import { ServiceError } from './service-error.ts';

/** Of the form: what stood there when it was made. A page that came back with an error at this field takes the newest. */
export const seenField = 'gezien';

/** What a form was made from, in a few characters. */
export const seenOf = (...values: readonly (string | number | boolean | Date | null)[]): string =>
  hashToken(JSON.stringify(values)).slice(0, 16);

/** Someone changed it while this form stood open; nothing was written, and the page shows both. */
export const changedBetween = (what: string) =>
  new ServiceError('conflict', [
    {
      field: seenField,
      message: `Iemand anders was je net voor met ${what}. Wat jij typte, staat er nog, maar is nog niet opgeslagen. Lees eerst wat er nu staat. Sla daarna op wat jullie willen houden.`,
    },
  ]);

/** How long things are kept, where an administrator may choose: within bounds, in whole years or days. */
export const termKeys = ['audit', 'mail', 'away'] as const;
export type TermKey = (typeof termKeys)[number];
export type Terms = Record<TermKey, number>;

export interface Term {
  label: string;
  unit: 'jaar' | 'dagen';
  least: number;
  most: number;
  standard: number;
  hint: string;
}

export const termTexts: Record<TermKey, Term> = {
  audit: {
    label: 'Het logboek',
    unit: 'jaar',
    least: 1,
    most: 7,
    standard: 2,
    hint: 'Wie wat deed, en wanneer. 1 tot 7 jaar.',
  },
  mail: {
    label: 'Verstuurde mail',
    unit: 'dagen',
    least: 7,
    most: 90,
    standard: 30,
    hint: 'Dat een mail is verstuurd, en aan wie. 7 tot 90 dagen.',
  },
  away: {
    label: 'Een account dat niemand gebruikt',
    unit: 'jaar',
    least: 1,
    most: 5,
    standard: 3,
    hint: 'Daarna komt er een mail; zonder e-mailadres naar de specialist. 60 dagen later wordt het account gewist, behalve na inloggen. 1 tot 5 jaar.',
  },
};

/** Under which key each stands among the settings of this installation. */
export const settingOf = (key: TermKey) => `keep.${key}`;

/** What was stored, put right where it can't be. */
export function readTerms(stored: Readonly<Partial<Record<TermKey, string | null>>>): Terms {
  return Object.fromEntries(
    termKeys.map((key) => {
      const { least, most, standard } = termTexts[key];
      const value = Number(stored[key] ?? NaN);
      return [key, Number.isInteger(value) && value >= least && value <= most ? value : standard];
    }),
  ) as Terms;
}

/** "2 jaar", "30 dagen" */
export const termText = (key: TermKey, terms: Terms) => `${terms[key]} ${termTexts[key].unit}`;

/** Leap days included. */
export const yearsInDays = (years: number) => Math.ceil(years * 365.25);

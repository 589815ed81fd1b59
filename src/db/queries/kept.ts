/** The declarations of src/db/personal-data.ts, for services that read them out. */
import { keptDays, personalData, personalRules, type KeptDays } from '#src/db/personal-data.ts';

export type { KeptDays };

/** How long each kind is kept where some terms were chosen. */
export const keptWith = (chosen: Partial<KeptDays>): KeptDays => ({ ...keptDays, ...chosen });

export interface Declaration {
  /** Name of the table. */
  name: string;
  title: string;
  category: (typeof personalRules)[string]['category'];
  columns: readonly string[];
  export: string;
  erasure: string;
  retention: string;
  readBy: (typeof personalRules)[string]['readBy'];
}

/** What every table that holds a person declares, in the order of the declarations. */
export function listDeclarations(kept: KeptDays): Declaration[] {
  return Object.entries(personalData).flatMap(([name, declared]) => {
    const rule = personalRules[name];
    if (!declared.person || !rule) return [];
    const { columns, export: copy, erasure, retention } = declared;
    return [
      {
        name,
        title: rule.title,
        category: rule.category,
        columns,
        export: copy,
        erasure,
        retention: typeof retention === 'string' ? retention : retention(kept),
        readBy: rule.readBy,
      },
    ];
  });
}

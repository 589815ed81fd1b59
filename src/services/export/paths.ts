export const exportPath = '/uitvoer';

/** The page with one thing chosen already. @param what `module:<id>` or `cursus:<id>` */
export const exportPathOf = (what: string) => `${exportPath}?wat=${encodeURIComponent(what)}`;

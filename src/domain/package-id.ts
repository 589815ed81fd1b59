/** A package is a module whose id begins like this; ids of modules of the catalogue never do. */
export const packagePrefix = 'pkg_';
export const isPackageId = (moduleId: string): boolean => moduleId.startsWith(packagePrefix);

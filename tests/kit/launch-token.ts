/** The key in the address that a start of a package answers. */
export const launchToken = (path: string): string => new URL(path, 'http://127.0.0.1').pathname.split('/').at(-1) ?? '';

/** Which names in a zip may become files, and which are left out. */

/** What Macs and Windows leave behind: no part of any package. */
const litter = /(?:^|\/)(?:__MACOSX(?:\/|$)|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i;

export type EntryName =
  | {
      kind: 'file' | 'folder';
      /** Parts of the path. */ parts: string[];
      /** The same for names that a disk may hold as one. */ key: string;
    }
  | { kind: 'litter' }
  | { kind: 'refused'; why: 'path' | 'characters' | 'length' };

/** A name that stays inside the folder that it is unpacked in, whatever the operating system. */
export function readEntryName(name: string): EntryName {
  if (/[\u0000-\u001f\u007f]/.test(name)) return { kind: 'refused', why: 'characters' };
  // A backslash is a folder on Windows and part of the name elsewhere.
  if (name.includes('\\') || name.startsWith('/') || /^[a-z]:/i.test(name)) return { kind: 'refused', why: 'path' };
  const folder = name.endsWith('/');
  const parts = (folder ? name.slice(0, -1) : name).split('/');
  if (parts.some((part) => part === '..')) return { kind: 'refused', why: 'path' };
  if (litter.test(name)) return { kind: 'litter' };
  const kept = parts.filter((part) => part !== '' && part !== '.');
  if (kept.length === 0) return folder ? { kind: 'litter' } : { kind: 'refused', why: 'path' };
  if (kept.length > 40 || kept.some((part) => Buffer.byteLength(part) > 200) || Buffer.byteLength(name) > 900)
    return { kind: 'refused', why: 'length' };
  return { kind: folder ? 'folder' : 'file', parts: kept, key: keyOf(kept.join('/')) };
}

/** Two names with the same key are one file on some disks. */
export const keyOf = (path: string) => path.normalize('NFC').toLowerCase();

/** Single values of a manifest. What is not one, counts as not said. */
import { attribute, type XmlElement } from './xml.ts';

export function yes(element: XmlElement | undefined, name: string): boolean | undefined {
  const value = attribute(element, name)?.toLowerCase();
  if (value === 'true' || value === '1') return true;
  if (value === 'false' || value === '0') return false;
  return undefined;
}

export function decimal(text: string | undefined): number | undefined {
  if (text === undefined || !/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text.trim())) return undefined;
  return Number(text);
}

export function between(text: string | undefined, least: number, most: number): number | undefined {
  const value = decimal(text);
  return value === undefined || value < least || value > most ? undefined : value;
}

export function whole(text: string | undefined, least = 0): number | undefined {
  const value = decimal(text);
  return value === undefined || !Number.isInteger(value) || value < least ? undefined : value;
}

export const oneOf = <T extends string>(values: readonly T[], text: string | undefined): T | undefined =>
  values.find((value) => value.toLowerCase() === text?.toLowerCase());

/** An objective's id is an address: spaces around it and percent signs are not part of it. */
export function objectiveId(text: string | undefined): string {
  const trimmed = text?.trim() ?? '';
  try {
    return decodeURIComponent(trimmed);
  } catch {
    return trimmed;
  }
}

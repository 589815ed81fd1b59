/** Durations of SCORM: `HHHH:MM:SS.SS` in 1.2, ISO 8601 in 2004. */
import type { Edition } from './scorm-elements.ts';

const clock = /^(\d{2,4}):(\d{2}):(\d{2}(?:\.\d{1,2})?)$/;
const iso = /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,2})?)S)?)?$/;

/** Nobody sits in one session for longer: what says so is wrong. In seconds. */
const longest = 30 * 86_400;

/** In seconds; 0 for what is no duration. */
export function secondsOf(edition: Edition, text: string | undefined): number {
  const found = (edition === '1.2' ? clock : iso).exec(text ?? '');
  if (!found) return 0;
  const [, a, b, c, d, e, f] = found.map((part) => Number(part ?? 0));
  const seconds =
    edition === '1.2'
      ? (a ?? 0) * 3600 + (b ?? 0) * 60 + (c ?? 0)
      : (((a ?? 0) * 365 + (b ?? 0) * 30 + (c ?? 0)) * 24 + (d ?? 0)) * 3600 + (e ?? 0) * 60 + (f ?? 0);
  return Math.min(seconds, longest);
}

/** Hundredths are the finest that both editions know. */
export function durationOf(edition: Edition, seconds: number): string {
  const hundredths = Math.round(seconds * 100);
  const hours = Math.min(Math.floor(hundredths / 360_000), 9999);
  const minutes = Math.floor((hundredths % 360_000) / 6000);
  const rest = (hundredths % 6000) / 100;
  if (edition === '2004') return `PT${hours}H${minutes}M${rest}S`;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(hours).padStart(4, '0')}:${two(minutes)}:${rest.toFixed(2).padStart(5, '0')}`;
}

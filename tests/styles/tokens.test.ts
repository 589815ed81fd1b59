import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);

function files(folder: string, extension: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(extension))
    .map((name) => join(root, folder, name));
}

const withoutComments = (css: string) => css.replaceAll(/\/\*[\s\S]*?\*\//g, '');
const read = (path: string) => withoutComments(readFileSync(path, 'utf8'));

const ownFiles = files('src/styles', '.css');
const astroFiles = files('src', '.astro');
const own = ownFiles.map(read).join('\n');
const nlds = [...read(join(root, 'src/styles/nlds.css')).matchAll(/@import '([^']+)'/g)]
  .map((match) => read(require.resolve(match[1]!)))
  .join('\n');

/** Rules as selector and declarations; at-rules around them don't matter here. */
function rules(css: string): { selector: string; declarations: [string, string][] }[] {
  return [...css.matchAll(/([^{};]+)\{([^{}]*)\}/g)].map(([, selector, body]) => ({
    selector: selector!.trim(),
    declarations: body!
      .split(';')
      .map((line) => line.split(/:([\s\S]*)/).map((part) => part.trim()))
      .filter((parts) => parts.length >= 2)
      .map(([name, value]) => [name!, value!]),
  }));
}

/** The outermost `var()` calls of a value: name, and fallback when there is one. */
function references(value: string): { name: string; fallback?: string }[] {
  const found: { name: string; fallback?: string }[] = [];
  for (let at = value.indexOf('var('); at !== -1; at = value.indexOf('var(', at)) {
    let depth = 1;
    let end = at + 4;
    while (end < value.length && depth > 0) depth += { '(': 1, ')': -1 }[value[end++]!] ?? 0;
    const [, name, fallback] = /^\s*(--[\w-]+)\s*(?:,([\s\S]*))?$/.exec(value.slice(at + 4, end - 1))!;
    found.push(fallback === undefined ? { name: name! } : { name: name!, fallback });
    at = end;
  }
  return found;
}

// Only NL Design System rules whose every class stands in our own pages can apply.
const markup = [...astroFiles, ...files('src', '.ts')].map((path) => readFileSync(path, 'utf8')).join('\n');
const isUsed = (selector: string) =>
  selector
    .split(',')
    .some((part) =>
      [...part.replaceAll(/:not\([^)]*\)/g, '').matchAll(/\.([\w-]+)/g)].every(([, name]) =>
        new RegExp(`${name}(?![\\w-])`).test(markup),
      ),
    );
const nldsRules = rules(nlds).filter((rule) => isUsed(rule.selector));

const definitions = new Map<string, string[]>();
// What only the dark scheme defines does not exist by day.
const byDay = own.replaceAll(/@media[^{]*prefers-color-scheme: dark[^{]*\{[^{}]*\{[^{}]*\}\s*\}/g, '');
for (const { declarations } of [...rules(byDay), ...nldsRules]) {
  for (const [name, value] of declarations)
    if (name.startsWith('--')) definitions.set(name, [...(definitions.get(name) ?? []), value]);
}

const holds = (value: string, seen: string[] = []): boolean =>
  references(value).every(({ name, fallback }) => isDefined(name, seen) || (fallback !== undefined && holds(fallback, seen)));
const isDefined = (name: string, seen: string[]): boolean =>
  !seen.includes(name) && (definitions.get(name) ?? []).some((value) => holds(value, [...seen, name]));

describe('style tokens', () => {
  it('reads something to judge', () => {
    expect(ownFiles.length).toBeGreaterThan(10);
    expect(nldsRules.length).toBeGreaterThan(20);
    expect(holds('var(--no-such-token)')).toBe(false);
    expect(holds('var(--no-such-token, var(--ink))')).toBe(true);
  });

  it.each(ownFiles.map((path) => relative(root, path)))('%s uses only tokens that exist', (path) => {
    const missing = rules(read(join(root, path)))
      .flatMap((rule) => rule.declarations)
      .filter(([, value]) => !holds(value));
    expect(missing).toEqual([]);
  });

  it('gives every NL Design System part that we use its tokens', () => {
    const missing = nldsRules.flatMap(({ selector, declarations }) =>
      declarations
        .filter(([name, value]) => !name.startsWith('--') && !holds(value))
        .map(([name, value]) => `${selector} { ${name}: ${value} }`),
    );
    expect(missing).toEqual([]);
  });

  it('defines no NL Design System token in vain', () => {
    const defined = [...own.matchAll(/(--(?:utrecht|nl)-[\w-]+)\s*:/g)].map((match) => match[1]!);
    const usedHere = nlds + own;
    expect(defined.filter((name) => !new RegExp(`var\\(\\s*${name}(?![\\w-])`).test(usedHere))).toEqual([]);
  });
});

describe('markup that the content security policy would block', () => {
  it.each(astroFiles.map((path) => relative(root, path)))('%s has none', (path) => {
    const source = readFileSync(join(root, path), 'utf8');
    expect(source).not.toMatch(/\sstyle=|\sis:inline|\son(?!e=)[a-z]+=["'{]|<style[\s>]|define:vars/);
  });
});

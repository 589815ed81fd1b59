/** Builds what every package that goes out brings along: script, style sheet, fonts with their licences. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';

/** @param outDir where it goes; the server looks in dist/export */
export async function buildExportParts(root: string, outDir = join(root, 'dist/export')): Promise<void> {
  const common = { root, configFile: false, publicDir: false, logLevel: 'warn', base: './' } satisfies InlineConfig;
  await build({
    ...common,
    // What is in a package was checked when it was made: its script has no use for schemas.
    resolve: { alias: { zod: join(root, 'src/scorm/export/browser/no-schemas.ts') } },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      rolldownOptions: {
        input: join(root, 'src/scorm/export/browser/main.ts'),
        output: { format: 'iife', entryFileNames: 'pagina.js' },
      },
    },
  });
  await build({
    ...common,
    build: {
      outDir,
      emptyOutDir: false,
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: { pagina: join(root, 'src/styles/exported.css') },
        output: { assetFileNames: '[name][extname]' },
      },
    },
  });
  const fonts = join(root, 'node_modules/@fontsource-variable');
  copyFileSync(join(fonts, 'bitter/LICENSE'), join(outDir, 'ofl-bitter.txt'));
  copyFileSync(join(fonts, 'atkinson-hyperlegible-next/LICENSE'), join(outDir, 'ofl-atkinson.txt'));
}

if (import.meta.main) await buildExportParts(process.cwd());

/** Makes the shell of the player out of src/scorm/browser, for the content host. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { libraries } from './libraries.ts';

export async function buildPlayer(root: string): Promise<void> {
  const outDir = join(root, 'dist/player');
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      rolldownOptions: {
        input: join(root, 'src/scorm/browser/shell.ts'),
        output: { format: 'iife', entryFileNames: 'shell.js' },
      },
    },
  });
  mkdirSync(join(outDir, 'lib'));
  for (const [name, parts] of Object.entries(libraries)) {
    const texts = parts.map((part) => readFileSync(join(root, 'node_modules', part), 'utf8'));
    writeFileSync(join(outDir, 'lib', name), texts.join(';\n'));
  }
  copyFileSync(join(root, 'src/scorm/browser/shell.css'), join(outDir, 'shell.css'));
}

if (import.meta.main) await buildPlayer(process.cwd());

/** npm run baliewijs -- <command>: what an operator does on the command line. */
import { backupCommand, restoreCommand } from './backup.ts';
import { content } from './content.ts';
import { createAdmin } from './create-admin.ts';
import { demo } from './demo.ts';
import { evaluate } from './evaluate.ts';
import { importCommand } from './import.ts';
import { keysCommand } from './keys.ts';
import { migrate } from './migrate.ts';
import { resetPasskeysCommand } from './reset-passkeys.ts';
import type { Command } from './command.ts';

const commands: Command[] = [
  backupCommand,
  restoreCommand,
  content,
  createAdmin,
  demo,
  evaluate,
  importCommand,
  keysCommand,
  migrate,
  resetPasskeysCommand,
];

const [name, ...args] = process.argv.slice(2);
const command = commands.find((c) => c.name === name);
if (!command) {
  console.error(`Usage: npm run baliewijs -- <command>\n\n${commands.map((c) => `  ${c.usage}`).join('\n')}`);
  process.exit(name === undefined ? 0 : 2);
}
try {
  await command.run(args);
} catch (error) {
  console.error(`${command.name}: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

/** Logs are JSON lines with a reference number and no personal data. */
export function log(
  level: 'info' | 'warn' | 'error',
  message: string,
  facts: Record<string, string | number | boolean> = {},
): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, message, ...facts })}\n`);
}

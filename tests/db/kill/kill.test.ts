import { expect, test } from 'vitest';
import { runKillRounds } from '#tests/db/kill/harness.ts';

// A writer that is stuck ends a round by itself (harness.ts): these limits are only for what nobody thought of.
test('kill -9 in the middle of writing loses nothing that was acknowledged', { timeout: 300_000 }, async () => {
  const result = await runKillRounds({ client: 'safe', rounds: 5, rowsPerRound: 200 });
  expect(result.acknowledged).toBeGreaterThanOrEqual(1000);
  expect(result).toMatchObject({ lost: 0, half: 0 });
  expect(result.slowestRepairMs).toBeLessThanOrEqual(5000);
});

// If this fails because nothing is lost, @libsql/client has been repaired, and src/db/writer.ts may become simpler.
test('the same test finds the losses of a naive client', { timeout: 120_000 }, async () => {
  const result = await runKillRounds({ client: 'naive', rounds: 1, rowsPerRound: 200 });
  expect(result.acknowledged).toBeGreaterThanOrEqual(200);
  expect(result.lost).toBeGreaterThan(0);
});

/** Half an hour on either side: the moments at which one can check in now (domain/check-in.ts decides each). */
export const aroundNow = (now: Date) => ({
  from: new Date(now.getTime() - 30 * 60_000),
  until: new Date(now.getTime() + 30 * 60_000),
});

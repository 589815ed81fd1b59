/**
 * How much time on the processor this worker spent since: what a promise about speed is about. How long that is by the clock
 * is up to what else the machine does, and says nothing about the product.
 */
export function stopwatch(): () => number {
  const began = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000;
  };
}

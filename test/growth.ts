import { expect } from 'vitest';

/** Milliseconds of processor time: what else the machine does meanwhile is not counted. */
function processorTime(work: () => void): number {
  const begin = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}

/** Below this many milliseconds a measurement says nothing, and nobody waits. */
const short = 250;

/**
 * Fails where `work` on `count` things takes more than ten times as long as on a quarter of them: linear work takes
 * four times as long, quadratic work sixteen times. No length of time is asked for, so that it holds on any machine.
 * The best of three rounds counts, since a collection of garbage and the compiler of JavaScript only ever add.
 */
export function expectLinear(work: (count: number) => void, count: number): void {
  let [small, large] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < 3; round++) {
    large = Math.min(
      large,
      processorTime(() => work(count)),
    );
    if (large < short) return;
    small = Math.min(
      small,
      processorTime(() => work(Math.ceil(count / 4))),
    );
    if (large / small <= 10) return;
  }
  expect(large / small, `${small} ms for a quarter, ${large} ms for all`).toBeLessThanOrEqual(10);
}

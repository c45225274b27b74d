import { Memory } from '../src/memory.ts';

/**
 * The themes of the tests of a thread, each compiled once, which takes several times as long as building a small FAQ.
 * Their key is all that they are made of, so that another test gets what compiling anew would give.
 */
export const themes = new Memory();

const { recall } = Memory.prototype;

Memory.prototype.recall = function <T>(this: Memory, kind: string, key: string, make: () => T): T {
  return recall.call(kind === 'templates' ? themes : this, kind, key, make) as T;
};

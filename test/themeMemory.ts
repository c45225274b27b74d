import { Memory } from '../src/memory.ts';

const themes = new Memory();

/** Compiles each theme once, which takes longer than a small FAQ; everything else it remembers as any memory does. */
export class ThemeMemory extends Memory {
  override recall<T>(kind: string, key: string, make: () => T): T {
    return kind === 'templates' ? themes.recall(kind, key, make) : super.recall(kind, key, make);
  }
}

import type { ProjectFiles } from '../src/faq/project.ts';
import { linkedIn } from '../src/inspect/linkedIds.ts';
import { Memory } from '../src/memory.ts';
import { digestOfFile, type Surroundings } from '../src/review/signOff.ts';

/** What the program knows of the texts and files of a project when an answer of it is signed. */
export function surroundingsOf(files: Pick<ProjectFiles, 'read'> = { read: () => null }): Surroundings {
  const memory = new Memory();
  return {
    linkedIn: (text) => linkedIn(text, memory),
    digestOf: (name) => digestOfFile(files.read(name)),
  };
}

import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, in a clone that has not measured any: nothing is to wait for one of them in the end. */
const longest = [
  'commands/watch',
  'browser/access',
  'browser/hostile',
  'published/alteredSite',
  'review/review',
  'published/publishedSite',
  'browser/site',
  'test/hostile',
  'bundle/tutorial',
  'browser/themes',
  'bundle/gitInstall',
  'bundle/package',
  'browser/watch',
  'browser/embed',
  'browser/search',
  'review/signOff',
  'embed/hostile',
  'site/remembered',
  'browser/page',
];

/** What needs a process of its own first, since a process that files share ends where the next file in turn is none of them. */
class ApartThenLongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId, project }: TestSpecification) => {
      if (project.name === 'apart') return -1;
      const place = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return place === -1 ? longest.length : place;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

/** What puts something in the place of a module, or has folders as long as its file lasts: no other file is to meet them. */
const apart = [
  'test/outputs/share.test.ts',
  'test/site/composed.test.ts',
  'test/commands/missingFaq.test.ts',
  'test/writing/*.test.ts',
];

/** As long as a machine with other work may take; what is true at once waits for nothing. */
const patience = { testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { timeout: 60_000 } } };

/** What a build in CI does besides is asked for by the tests of it, and is the same on every machine. */
const env = { CI: '' };

/** Runs before each file of tests. */
const setupFiles = ['test/setup.ts'];

/** Two projects, one run, one summary. What a test waits for, as a browser or a timer, is time for the others. */
export default defineConfig({
  test: {
    // One more than there are processors, as many a test waits for a timer or another process.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: ApartThenLongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/cases/**', 'node_modules/**', ...apart],
          // The files share what they import: loading all of src/ for each took a third of the run.
          isolate: false,
          env,
          setupFiles,
          ...patience,
        },
      },
      { test: { name: 'apart', include: apart, env, setupFiles, ...patience } },
    ],
  },
});

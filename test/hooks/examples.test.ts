import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

/** The examples of docs/hooks.md, each a project that is built as it stands. */
const repository = join(import.meta.dirname, '../..');

async function build(name: string, change: (faq: string) => string = (faq) => faq) {
  const folder = await temporaryFolder();
  await cp(join(repository, 'examples', name), folder, { recursive: true });
  const faq = change(await readFile(join(folder, 'faq.yaml'), 'utf8'));
  await writeFile(join(folder, 'faq.yaml'), faq);
  const built = await run(['build'], folder);
  return { ...built, read: (path: string) => readFile(join(folder, 'dist', path), 'utf8') };
}

test('stand in the page as they lie there', async () => {
  const page = await readFile(join(repository, 'docs/hooks.md'), 'utf8');
  const blocks = [...page.matchAll(/```js\n([\s\S]*?)```/g)].map(([, block]) => block);
  const files = ['own-rule', 'own-output', 'own-inline'].map((name) =>
    readFile(join(repository, 'examples', name, 'faqgen.config.js'), 'utf8'),
  );
  expect(blocks).toEqual(await Promise.all(files));
});

test('a rule has nothing to say of the example, and tells the slip at its place', async () => {
  const good = await build('own-rule');
  expect(good.exitCode).toBe(0);
  expect(good.stderr).not.toContain('own/');
  const slip = await build('own-rule', (faq) => faq.replace('[list of papers that we accept]', '[here]'));
  expect(slip.stderr).toContain(
    'warning[own/link-says-here]: this link does not say where it leads\n  faq.yaml:15:40\n',
  );
});

test('an output writes a table', async () => {
  const { read } = await build('own-output');
  expect(await read('answers.csv')).toBe(
    '"id","question","answer"\r\n' +
      '"renew","How do I renew a loan?","At the desk, or by telephone, up to the last day."\r\n' +
      '"late","What does a late book cost?","Days late Fee\n1 to 7 none\nmore £1 a week"\r\n',
  );
});

test('marks become elements', async () => {
  const { read, stderr } = await build('own-inline');
  expect(stderr).not.toContain('warning');
  expect(await read('print.html')).toContain(
    'Press <kbd data-marks="[[">Ctrl</kbd> + <kbd data-marks="[[">P</kbd>. A page costs <mark data-marks="==">10 pence</mark>,',
  );
});

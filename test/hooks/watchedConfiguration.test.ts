import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../temporaryFolder.ts';
import { startWatching } from '../watching.ts';

const faq = `title: Questions about the weir
disclaimer: {text: The river decides.}
policy: {review: off, citations: off}
questions:
  - {id: swim, question: May I swim there?, answer: "No, ==never==."}
`;

test.each(['mjs', 'cjs'])('watch loads a configuration (.%s) when it comes, changes and goes', async (kind) => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'faq.yaml'), faq);
  const watching = await startWatching(folder);
  const config = join(folder, `faqgen.config.${kind}`);
  const write = (text: string) =>
    writeFile(config, `${kind === 'cjs' ? 'module.exports =' : 'export default'} ${text};\n`);
  const codes = async (accepts: (codes: readonly string[]) => boolean) => {
    const from = watching.reports.length;
    return {
      from,
      wait: () => watching.report(({ diagnostics }) => accepts(diagnostics.map(({ code }) => code)), from),
    };
  };
  await watching.report(({ diagnostics }) => diagnostics.some(({ code }) => code === 'stray-mark'));

  const marked = await codes((all) => !all.includes('stray-mark'));
  await write("{ inlines: [{ marks: '==', element: 'mark' }] }");
  await marked.wait();
  expect((await watching.get('/swim.html')).body).toContain('<mark data-marks="==">never</mark>');

  const broken = await codes((all) => all.includes('failed-hook'));
  await write("{ inlines: [{ marks: '==', element: 'mark' }], rules: { own: () => { throw new Error('x'); } } }");
  await broken.wait();
  expect((await watching.get('/swim.html')).body).toContain('<mark data-marks="==">never</mark>');

  const gone = await codes((all) => all.includes('stray-mark'));
  await rm(config);
  await gone.wait();
  expect((await watching.get('/swim.html')).body).toContain('No, ==never==.');
});

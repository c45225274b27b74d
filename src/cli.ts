import packageJson from '../package.json' with { type: 'json' };
import { openProject } from './host/projectReader.ts';
import { rewriteFile } from './host/rewriteFile.ts';
import { writeSite } from './host/writeSite.ts';
import { main } from './main.ts';


for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever read our words has heard enough, as `head` does.
    if (error.code === 'EPIPE') return;
    process.exitCode = 2;
    if (stream === process.stdout) process.stderr.write(`error: cannot print: ${error.message}\n`);
  });
}

main(process.argv.slice(2), {
  cwd: process.cwd(),
  version: packageJson.version,
  env: process.env,
  stdout: { isTTY: process.stdout.isTTY === true, write: (text) => process.stdout.write(text) },
  stderr: { isTTY: process.stderr.isTTY === true, write: (text) => process.stderr.write(text) },
  today: () => localDate(new Date()),
  elapsed: () => performance.now(),
  openProject,
  forWatch: async () => (await import('./host/watchSurroundings.ts')).watchSurroundings(),
  forReview: async () => (await import('./host/reviewSurroundings.ts')).reviewSurroundings(),
  forPainting: async () => (await import('./host/paintingSurroundings.ts')).paintingSurroundings(),
  writeSite,
  rewriteFile,
}).then((exitCode) => {
  process.exitCode ??= exitCode;
});

/** The day on the calendar of this machine, not that of UTC: an editor's "today". */
function localDate(now: Date): string {
  const [year, month, day] = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

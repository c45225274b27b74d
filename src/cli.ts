import { isLoadingConfig } from './host/loadConfig.ts';
import { nodeHost } from './host/nodeHost.ts';
import { renderingThread } from './host/renderThreads.ts';
import { main } from './main.ts';
import { packingRenderer } from './site/renderPages.ts';

export { build, check, compile, version, watch } from './library.ts';

/** Runs the command line of this process; or, in a thread that another run started, does its work. */
export function run(): void {
  const thread = renderingThread();
  if (thread) thread.serve(packingRenderer);
  else {
    process.once('exit', refuseToEnd);
    main(process.argv.slice(2), nodeHost()).then((exitCode) => {
      process.off('exit', refuseToEnd);
      process.exitCode ??= exitCode;
    });
  }
}

/** Whoever started the program would take 0 for a site that is built. */
function refuseToEnd(): void {
  if (!isLoadingConfig()) return;
  process.exitCode = 1;
  process.stderr.write('error: the configuration of the project ended the program: nothing was written\n');
}

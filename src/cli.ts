import { nodeHost } from './host/nodeHost.ts';
import { renderingThread } from './host/renderThreads.ts';
import { main } from './main.ts';
import { packingRenderer } from './site/renderPages.ts';

export { build, check, compile, version, watch } from './library.ts';

/** Runs the command line of this process; or, in a thread that another run started, does its work. */
export function run(): void {
  const thread = renderingThread();
  if (thread) thread.serve(packingRenderer);
  else
    main(process.argv.slice(2), nodeHost()).then((exitCode) => {
      process.exitCode ??= exitCode;
    });
}

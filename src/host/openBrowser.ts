import { spawn } from 'node:child_process';

/** Shows an address in the author's browser. Where there is none, the address that was printed has to do. */
export function openBrowser(address: string): void {
  const [command, ...rest] =
    process.platform === 'darwin'
      ? ['open', address]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', address]
        : ['xdg-open', address];
  const child = spawn(command as string, rest, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Starts a program that serves, and waits until it prints its address. The caller ends it.
 * @param {string[]} command  the program and what it is called with
 * @param {string} folder  where it runs
 * @param {NodeJS.ProcessEnv} environment
 * @param {RegExp} pattern  its first group is the address
 * @param {number} patienceMs  throws when there is no address by then
 */
export async function startServer([program, ...argv], folder, environment, pattern, patienceMs = 30_000) {
  const child = spawn(program, argv, { cwd: folder, env: environment });
  let output = '';
  const listen = (chunk) => {
    output = `${output}${chunk}`.slice(-100_000);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  for (const end = performance.now() + patienceMs; performance.now() < end; await pause(50)) {
    const address = pattern.exec(output)?.[1];
    if (address) return { child, address };
    if (child.exitCode !== null) break;
  }
  child.kill('SIGKILL');
  throw new Error(`no server:\n${output}`);
}

import { execFile, spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Makes an Ed25519 key pair in a folder, and answers with the line of its public key. */
export async function makeKey(folder: string, name = 'key', type = 'ed25519'): Promise<string> {
  const options = ['-q', '-t', type, '-N', '', '-C', name, '-f', join(folder, name)];
  await execute('ssh-keygen', options);
  return (await readFile(join(folder, `${name}.pub`), 'utf8')).trim();
}

/** Signs as `ssh-keygen` does for anybody. */
export async function sign(
  folder: string,
  message: string,
  key = 'key',
  namespace = 'review@faqgen',
  options: readonly string[] = [],
): Promise<string> {
  const { stdout, exitCode } = await feed(
    'ssh-keygen',
    ['-Y', 'sign', '-f', join(folder, key), '-n', namespace, ...options],
    message,
  );
  if (exitCode !== 0) throw new Error('ssh-keygen cannot sign');
  return stdout;
}

/** Whether `ssh-keygen -Y verify` accepts a signature of `doe`, whose key is `publicKey`. */
export async function accepts(
  folder: string,
  message: string,
  signature: string,
  publicKey: string,
  principal = 'doe',
): Promise<boolean> {
  await writeFile(join(folder, 'allowed'), `doe ${publicKey}\n`);
  await writeFile(join(folder, 'signature'), signature);
  const options = [
    '-Y',
    'verify',
    '-f',
    join(folder, 'allowed'),
    '-I',
    principal,
    '-n',
    'review@faqgen',
    '-s',
    join(folder, 'signature'),
  ];
  return (await feed('ssh-keygen', options, message)).exitCode === 0;
}

/** Runs a command with a text as its input. */
export function feed(
  command: string,
  options: readonly string[],
  input: string,
): Promise<{ stdout: string; stderr: string; exitCode: number | null }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, options, { stdio: 'pipe' });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (bytes) => {
      stdout += bytes;
    });
    child.stderr.on('data', (bytes) => {
      stderr += bytes;
    });
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ stdout, stderr, exitCode }));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

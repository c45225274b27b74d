import { execFile } from 'node:child_process';
import { join } from 'node:path';

export interface VnuMessage {
  readonly type: string;
  readonly subType?: string;
  readonly url?: string;
  readonly lastLine?: number;
  readonly message: string;
  readonly extract?: string;
}

const jar = join(import.meta.dirname, '../node_modules/vnu-jar/build/dist/vnu.jar');

/** Asks the W3C checker for errors and warnings. Arguments: its options, files, folders and addresses. */
export function vnu(...argv: readonly string[]): Promise<VnuMessage[]> {
  const java = [
    // It ends before code of a better compiler would have paid for itself.
    '-XX:TieredStopAtLevel=1',
    '-XX:+UseSerialGC',
    '-Xss2m',
    // Pages come by HTTP too, since for vnu no file is of the same origin as another.
    '-Dnu.validator.servlet.allow-forbidden-hosts=true',
    '-Dnu.validator.servlet.allowed-address-type=all',
  ];
  return new Promise((resolve, reject) => {
    execFile(
      process.env['FAQGEN_JAVA'] || 'java',
      [...java, '-jar', jar, '--format', 'json', ...argv],
      { maxBuffer: 64 << 20 },
      (error, _, stderr) => {
        // It ends with 1 where it found something.
        if (error && error.code !== 1) return reject(error);
        const { messages } = JSON.parse(stderr.slice(stderr.indexOf('{'))) as { messages: VnuMessage[] };
        resolve(messages.filter(({ type, subType }) => type !== 'info' || subType === 'warning'));
      },
    );
  });
}

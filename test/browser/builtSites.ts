import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Host, host } from './staticHost.ts';

const project = join(import.meta.dirname, '..', '..');

/** A site as `faqgen build` writes it, behind a static host. */
export interface BuiltSite extends Host {
  readonly name: string;
  readonly folder: string;
  /** Every page but the stubs at old addresses, which a browser leaves at once. */
  readonly pages: readonly string[];
}

/** The FAQs that every judge sees: our own, each example that builds, and those of other languages and with every part. */
export const judgedFaqs: Readonly<Record<string, string>> = {
  own: 'faq.yaml',
  ...Object.fromEntries(
    readdirSync(join(project, 'examples'))
      // Its one purpose is to fail.
      .filter((name) => name !== 'altered-record')
      .map((name) => [name, `examples/${name}/faq.yaml`])
      // A page to be imported is none yet.
      .filter(([, faq = '']) => existsSync(join(project, faq))),
  ),
  arabic: 'test/cases/valid/arabic/faq.yaml',
  german: 'test/cases/valid/german-coffee/faq.yaml',
  sections: 'test/cases/valid/sections/faq.yaml',
  closed: 'test/cases/valid/closed/faq.yaml',
  'flat list': 'test/cases/valid/flat-list/faq.yaml',
  everything: 'test/cases/valid/everything/faq.yaml',
};

/** Builds each FAQ, a file by its name, and serves it. */
export async function buildSites(
  faqs: Readonly<Record<string, string>>,
  options: readonly string[] = [],
): Promise<{ sites: BuiltSite[]; close: () => Promise<void> }> {
  const room = await mkdtemp(join(tmpdir(), 'faqgen-judged-'));
  const sites = await Promise.all(
    Object.entries(faqs).map(async ([name, faq]) => {
      const folder = join(room, name);
      const argv = ['lib/cli.js', 'build', '--quiet', '--as-of', '2026-11-23', '--out', folder, ...options, faq];
      await promisify(execFile)(process.execPath, argv, { cwd: project });
      const pages = (await readdir(folder)).filter(
        (file) => file.endsWith('.html') && !/http-equiv="?refresh/.test(readFileSync(join(folder, file), 'utf8')),
      );
      return { name, folder, pages, ...(await host(folder)) };
    }),
  );
  return {
    sites,
    close: async () => {
      for (const { server } of sites) server.close();
      await rm(room, { recursive: true, force: true });
    },
  };
}

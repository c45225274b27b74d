import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../temporaryFolder.ts';
import { vnu } from '../vnu.ts';

const repository = join(import.meta.dirname, '../..');

test('the documentation is a site without a dead link, a foreign request or an error of HTML', async () => {
  const folder = await temporaryFolder();
  await promisify(execFile)(process.execPath, [join(repository, 'bundle/documentationSite.mjs'), folder]);
  const files = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith('.html'));
  expect(files).toEqual(expect.arrayContaining(['index.html', 'tutorial.html', 'faq/index.html', 'faq/what.html']));
  const pages = new Map(
    await Promise.all(files.map(async (path) => [path, await readFile(join(folder, path), 'utf8')] as const)),
  );
  const dead: string[] = [];
  for (const [path, html] of pages) {
    expect(html, path).not.toMatch(
      /<(?:img|script|iframe|source)\b[^>]*src="(?:https?:)?\/\/|<link rel="stylesheet" href="http/,
    );
    for (const [, target = '', anchor] of html.matchAll(/<a href="(?![a-z]+:)([^"#]*)(?:#([^"]*))?"/g)) {
      const page = pages.get(target ? join(dirname(path), target) : path);
      const isThere = page !== undefined && (!anchor || page.includes(` id="${decodeURIComponent(anchor)}"`));
      if (!isThere && !/\.(?:md|json|xml|txt)$/.test(target)) dead.push(`${path}: ${target}#${anchor}`);
    }
  }
  expect(dead).toEqual([]);
  if (process.env['FAQGEN_WITHOUT_JAVA']) return;
  const own = files.filter((path) => !path.startsWith('faq/')).map((path) => join(folder, path));
  expect((await vnu(...own)).filter(({ type }) => type === 'error')).toEqual([]);
});

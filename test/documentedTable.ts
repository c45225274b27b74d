import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';

const document = join(import.meta.dirname, '../docs/sign-offs.md');

/** The fenced blocks of a language below a heading of docs/sign-offs.md, up to the next one. */
export async function documented(language: string, heading: string): Promise<string> {
  const text = await readFile(document, 'utf8');
  const [section = ''] = (text.split(`\n${heading}\n`)[1] ?? '').split(/\n##+ /);
  return [...section.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm'))]
    .map(([, block]) => block)
    .join('');
}

/** Holds a table of docs/sign-offs.md, between comments with its name, against what really happened; UPDATE_CASES=1 writes it. */
export async function documentedTable(name: string, lines: readonly string[]): Promise<void> {
  const text = await readFile(document, 'utf8');
  const [before = '', rest = ''] = text.split(`<!-- ${name} -->\n`);
  const [found = '', after = ''] = rest.split(`<!-- /${name} -->\n`);
  const table = `\n${lines.join('\n')}\n\n`;
  if (process.env['UPDATE_CASES'])
    await writeFile(document, `${before}<!-- ${name} -->\n${table}<!-- /${name} -->\n${after}`);
  else expect(found).toBe(table);
}

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

const folder = join(import.meta.dirname, 'cases');

/** A folder is a test: what stands in `source` becomes exactly this faq.yaml and this report. `UPDATE_CASES=1` writes them anew. */
test.each(readdirSync(folder).sort())(
  '%s',
  async (name) => {
    const place = await temporaryFolder();
    mkdirSync(join(place, 'node_modules/faqgen/schema'), { recursive: true });
    writeFileSync(join(place, 'node_modules/faqgen/schema/faq.schema.json'), '{}');
    cpSync(join(folder, name, 'source'), join(place, 'source'), { recursive: true });
    const files = readdirSync(join(place, 'source'));
    const source = files.length === 1 ? `source/${files[0]}` : 'source';
    const { exitCode, stdout, stderr } = await run(['import', source], place);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    for (const [path, text] of [
      ['faq.yaml', readFileSync(join(place, 'faq.yaml'), 'utf8')],
      ['report.txt', stdout],
    ] as const) {
      const file = join(folder, name, path);
      if (process.env['UPDATE_CASES']) writeFileSync(file, text);
      expect(text).toBe(existsSync(file) ? readFileSync(file, 'utf8') : '');
    }
    expect(stdout).toMatch(/^ {2}(\d+) of \1 answers? proven/m);
    const { ok, diagnostics } = JSON.parse((await run(['check', '--format', 'json'], place)).stdout);
    const codes = diagnostics.map(({ code }: { code: string }) => code);
    if (name === 'plain-text') expect(codes).toContain('nothing-to-publish');
    else expect({ ok, codes }).toMatchObject({ ok: true });
  },
  60_000,
);

/// <reference lib="dom" />
import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

interface Axe {
  run(options: object): Promise<AxeResults>;
}

/** What axe finds wrong with a page as it is now. The page's context has to have been opened with `bypassCSP`. */
export async function axeOn(page: Page): Promise<string[]> {
  // Once a page, however often it is looked at.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate(() =>
    (window as unknown as { axe: Axe }).axe.run({
      rules: { 'target-size': { enabled: true } },
      // Of what is as it should be one example is enough, as proof that axe looked.
      resultTypes: ['violations'],
    }),
  );
  expect(passes.length).toBeGreaterThan(10);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html} ${failureSummary}`),
  );
}

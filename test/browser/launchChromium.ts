import { type Browser, chromium } from 'playwright-core';

/**
 * The browser that `test/run` found, asking the outside world for nothing by itself. Where it found Chromium's shell
 * without windows, which shows the same pages for a third of the work, that is it, unless what the shell has not is
 * asked for: the search within a page, and addresses that lead to words.
 */
export function launchChromium({ mustFind = false } = {}): Promise<Browser> {
  const shell = mustFind ? undefined : process.env['FAQGEN_HEADLESS_SHELL'];
  return chromium.launch({
    executablePath: shell || process.env['FAQGEN_CHROMIUM'] || '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

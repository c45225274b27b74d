import { type Faq, questionsOf } from '../faq/faq.ts';
import { pageIdOf } from '../faq/ownPages.ts';
import type { VerifierFiles } from '../faq/project.ts';
import { escapeHtml } from '../html/html.ts';
import type { Edition } from '../review/selectEdition.ts';
import { foldId } from '../schema/identifiers.ts';
import { directionOf } from '../words/language.ts';
import { verifierWordsFor } from '../words/verifierWords.ts';
import { assetOf } from './assets.ts';
import type { SiteFile } from './siteFile.ts';

const verifierId = 'verify';
export const verifierPath = `${verifierId}.html`;

/** As `files` of the page: where they lie in the site. */
export function verifierAssets({ script, style }: VerifierFiles): {
  readonly script: SiteFile;
  readonly style: SiteFile;
} {
  return { script: assetOf('verify.js', script), style: assetOf('verify.css', style) };
}

/** By itself where a signature can be checked, as long as nothing else of the site is called so. */
export function hasVerifier({ faq, reviews }: Pick<Edition, 'faq' | 'reviews'>): boolean {
  if (faq.outputs.verify !== null) return faq.outputs.verify;
  return !isNameTaken(faq) && [...reviews.values()].some((review) => review.state === 'signed' && review.isSigned);
}

function isNameTaken(faq: Faq): boolean {
  const named = [...faq.sections, ...questionsOf(faq)].flatMap(({ id, formerly }) => [id ?? '', ...formerly]);
  const names = [...named, ...faq.site.pages.map(({ file }) => pageIdOf(file))];
  return names.some((name) => foldId(name) === verifierId);
}

/** The page and what it loads. */
export function verifierFiles({ language }: Pick<Faq, 'language'>, files: VerifierFiles): SiteFile[] {
  const { script, style } = verifierAssets(files);
  return [
    { path: verifierPath, contents: verifierPage(language, { script: script.path, style: style.path }) },
    script,
    style,
  ];
}

/** Nothing but its own files may run or be shown, and no markup be made of a text (Trusted Types). */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** As docs/sign-offs.md has it. */
const byHand = `sed '/^digest: /,$d' ID.yaml > statement
sha256sum statement
grep '^digest: ' ID.yaml
sed '1,/^digest: /d' ID.yaml | sed -n 's/^  //p' > signature
ssh-keygen -Y verify -f reviewers -I REVIEWER -n review@faqgen -s signature < statement`;

/**
 * verify.html, which no theme prints and no style of a publisher reaches: what it says of a site is not to be dressed by it. Made of the
 * language and of two addresses alone, so that `review verify` knows it to the byte.
 */
export function verifierPage(
  language: string,
  { script, style }: { readonly script: string; readonly style: string },
): string {
  const { language: own, words } = verifierWordsFor(language);
  const text = (key: Exclude<keyof typeof words, 'verdicts'>): string => escapeHtml(words[key]);
  return `<!doctype html>
<html lang="${own}" dir="${directionOf(own)}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="robots" content="noindex">
  <title>${text('title')}</title>
  <link rel="stylesheet" href="${style}">
  <script src="${script}" defer></script>
</head>
<body>
  <main>
    <h1>${text('title')}</h1>
    <p>${text('intro')}</p>
    <noscript><p class="note">${text('needsScript')}</p></noscript>
    <div id="ask" hidden>
      <p><label for="keys">${text('keys')}</label><textarea id="keys" rows="3" dir="ltr" spellcheck="false" autocomplete="off" aria-describedby="hint known"></textarea><span id="hint">${text('keysHint')}</span></p>
      <ul id="known"></ul>
      <p><label for="file">${text('keysFile')}</label><input id="file" type="file"></p>
      <p id="here"><button id="check" type="button">${text('check')}</button></p>
      <p><label for="folder">${text('folder')}</label><input id="folder" type="file" multiple></p>
    </div>
    <p id="progress" role="status"></p>
    <div id="result"></div>
    <h2>${text('limits')}</h2>
    <p>${text('limitsText')}</p>
    <pre dir="ltr" tabindex="0"><code>faqgen review verify https://… --trust reviewers</code></pre>
    <pre dir="ltr" tabindex="0"><code>${escapeHtml(byHand)}</code></pre>
    <p>${text('notCompared')}</p>
  </main>
</body>
</html>
`;
}

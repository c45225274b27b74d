import { embedScriptPath } from '../embed/embedFiles.ts';
import { hostedStyle } from '../embed/hostedStyle.ts';
import type { VerifierFiles } from '../faq/project.ts';
import { digestOfFile } from '../pages/assets.ts';
import { movedScript, siteScripts } from '../pages/scripts.ts';
import type { SiteFile } from '../pages/siteFile.ts';
import { stylesOf } from '../pages/siteStyle.ts';
import { verifierAssets } from '../pages/verifierPage.ts';
import type { ThemeFiles } from '../theme/readTheme.ts';
import { type KnownFiles, styleDigest } from './knownFiles.ts';

/** `themes`: the built-in one, and that of the project where there is one. */
export function programFiles(
  themes: readonly ThemeFiles[],
  verifier: VerifierFiles,
): KnownFiles & { styles: SoughtSet } {
  const { script, style } = verifierAssets(verifier);
  const files: SiteFile[] = [
    movedScript,
    script,
    style,
    ...themes.map(({ embedScript }) => ({ path: embedScriptPath, contents: embedScript.text })),
    ...themes.flatMap((theme) =>
      [false, true].flatMap((hasClosedAnswers) => Object.values(siteScripts(theme, hasClosedAnswers))),
    ),
  ];
  return {
    files: new Map(files.map(({ path, contents }) => [path, digestOfFile(contents)])),
    styles: new SoughtSet(styleDigests(themes)),
    verifier: { script: script.path, style: style.path },
  };
}

function* styleDigests(themes: readonly ThemeFiles[]): Generator<string> {
  for (const theme of themes) for (const style of stylesOf(theme)) yield styleDigest(style);
  for (const theme of themes) for (const style of stylesOf(theme, true)) yield styleDigest(hostedStyle(style));
}

/** A set whose members are made as long as one is sought that is none of those made so far: a site has one style of more than a hundred. */
class SoughtSet {
  readonly #made = new Set<string>();
  readonly #others: Iterator<string>;

  constructor(members: Iterator<string>) {
    this.#others = members;
  }

  has(member: string): boolean {
    while (!this.#made.has(member)) {
      const { done, value } = this.#others.next();
      if (done) return false;
      this.#made.add(value);
    }
    return true;
  }

  /** All of them. */
  values(): Iterable<string> {
    for (let next = this.#others.next(); !next.done; next = this.#others.next()) this.#made.add(next.value);
    return this.#made;
  }
}

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
export function programFiles(themes: readonly ThemeFiles[], verifier: VerifierFiles): KnownFiles {
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
    styles: new Set(
      themes.flatMap((theme) => [...stylesOf(theme), ...stylesOf(theme, true).map(hostedStyle)].map(styleDigest)),
    ),
    verifier: { script: script.path, style: style.path },
  };
}

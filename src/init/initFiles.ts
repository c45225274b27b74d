// In: what a person wants of a new project, and where it will stand.
// Out: its files, and what is left to do.
// Does not know: the disk, and how a person is reached.

import type { IsoDate } from '../schema/dates.ts';
import type { Forge, SiteHost } from './choices.ts';
import { apacheConf, netlifyToml, vercelJson } from './hostFiles.ts';
import { startingFaq } from './startingFaq.ts';
import { githubWorkflow, gitlabPipeline } from './workflows.ts';

export interface InitAnswers {
  readonly title: string;
  readonly url: string | null;
  readonly host: SiteHost;
  readonly ci: Forge;
}

/** Where a project will stand; paths from its folder, with `/` between their parts. */
export interface InitPlace {
  /** The package that the folder finds, as `./node_modules/faqgen`; null where none is installed yet. */
  readonly installed: string | null;
  /** From where to install it, as package.json says that. */
  readonly dependency: string;
  /** The root of the repository, as `../..`; empty where it is the folder, null where there is none. */
  readonly repository: string | null;
  /** The way from that root to the folder; empty where there is none. */
  readonly folderInRepository: string;
  /** The texts of those that are there; null where there is none. */
  readonly packageJson: string | null;
  readonly gitignore: string | null;
}

export interface InitFile {
  readonly path: string;
  readonly text: string;
  /** What to add to a file of this name that is there already. */
  readonly addition: string | null;
}

export function filesOf(answers: InitAnswers, place: InitPlace, today: IsoDate): InitFile[] {
  const { title, url, host, ci } = answers;
  const program = place.installed ?? './node_modules/faqgen';
  const schema = `${program}/schema/faq.schema.json`;
  const settings = { host, hasUrl: url !== null, folder: place.folderInRepository };
  const file = (path: string, text: string, addition: string | null = null): InitFile => ({ path, text, addition });
  return [
    file('faq.yaml', startingFaq({ title, url, today, schema, pages: `${program.replace(/^\.\//, '')}/docs/` })),
    file(
      'package.json',
      json({ private: true, scripts, devDependencies: { faqgen: place.dependency } }),
      toPackage(place),
    ),
    file('.gitignore', ignored.map((name) => `${name}/\n`).join(''), toIgnore(place)),
    file('.vscode/settings.json', json({ 'yaml.schemas': { [schema]: ['faq.yaml', 'faq.*.yaml'] } })),
    ...(host === 'netlify' ? [file('netlify.toml', netlifyToml)] : []),
    ...(host === 'vercel' ? [file('vercel.json', vercelJson)] : []),
    ...(host === 'apache' ? [file('apache.conf', apacheConf(pathOf(url)))] : []),
    ...(ci === 'github' ? [file('.github/workflows/faq.yml', githubWorkflow(settings))] : []),
    ...(ci === 'gitlab' ? [file('.gitlab-ci.yml', gitlabPipeline(settings))] : []),
  ];
}

const ignored = ['node_modules', 'dist'];
const scripts = { watch: 'faqgen watch --open', check: 'faqgen check', build: 'faqgen build' };

/** What is left to do before the site is online, each in one sentence. */
export function tasksOf({ ci, host }: InitAnswers, place: InitPlace): string[] {
  const { repository, dependency } = place;
  const forge = { github: '.github/', gitlab: '.gitlab-ci.yml', none: '' }[ci];
  const isOutside = /^file:(?:\.\.\/|\/|[A-Z]:)/i.test(dependency);
  return [
    ...(isOutside && ci !== 'none'
      ? [
          `A machine of the forge has no ${dependency.slice('file:'.length)}: put it into the project, and install it from there.`,
        ]
      : []),
    ...(repository !== null && repository !== '' && forge !== ''
      ? [`The forge looks for ${forge} in the root of the repository alone: move it to ${repository}/.`]
      : []),
    ...(ci === 'gitlab' ? ['For a build every day, make a schedule in GitLab: Build > Pipeline schedules.'] : []),
    ...(host === 'pages' && ci === 'github'
      ? ['In the settings of the repository, set Pages > Source to "GitHub Actions".']
      : []),
    ...(host === 'cloudflare'
      ? ['In Cloudflare Pages, set the build command `npx --no-install faqgen build` and the output directory `dist`.']
      : []),
    ...(host === 'apache'
      ? ['Include apache.conf in the configuration of the server, and put the site into /srv/faq/dist.']
      : []),
    ...(ci !== 'none' && ['netlify', 'cloudflare', 'vercel'].includes(host)
      ? [
          'For a build every day, make a build hook at the host, and keep its address as BUILD_HOOK in the settings of the forge.',
        ]
      : []),
  ];
}

/** The command that shows a project whose package.json is there, or written with it. `file`: of its FAQ. */
export function nextCommand(
  { installed, dependency, packageJson }: Pick<InitPlace, 'installed' | 'dependency' | 'packageJson'>,
  file = 'faq.yaml',
): string {
  const watch = `npx --no-install faqgen watch --open${file === 'faq.yaml' ? '' : ` ${shellWord(file)}`}`;
  if (installed !== null) return watch;
  if (packageJson === null || dependsOnUs(packageJson)) return `npm install && ${watch}`;
  return `${installing(dependency)} && ${watch}`;
}

function installing(dependency: string): string {
  return `npm install --save-dev ${shellWord(dependency.replace(/^file:/, ''))}`;
}

/** A path as one word of a command line; in double quotes where they do, as those of Windows know no others. */
export function shellWord(path: string): string {
  const word = path.startsWith('-') ? `./${path}` : path;
  if (/^[\w./:@+~-]+$/.test(word)) return word;
  return /["$`\\!]/.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : `"${word}"`;
}

function toPackage({ packageJson, dependency }: InitPlace): string | null {
  if (packageJson === null) return null;
  const needs = [
    ...(dependsOnUs(packageJson) ? [] : [`\`${installing(dependency)}\``]),
    ...(/"faqgen (?:build|watch|check)\b/.test(packageJson)
      ? []
      : [
          `\`npm pkg set ${Object.entries(scripts)
            .map(([name, line]) => `scripts.${name}="${line}"`)
            .join(' ')}\` adds the scripts`,
        ]),
  ];
  return needs.length === 0 ? null : needs.join('; ');
}

function toIgnore({ gitignore }: InitPlace): string | null {
  const missing = ignored.filter((name) => !new RegExp(`^/?(?:\\*\\*/)?${name}/?\\s*$`, 'm').test(gitignore ?? ''));
  return missing.length === 0 ? null : `add ${missing.map((name) => `\`${name}/\``).join(' and ')}`;
}

function dependsOnUs(packageJson: string): boolean {
  return /"faqgen"\s*:/.test(packageJson);
}

/** The path of an address, without the slash at its end. */
function pathOf(url: string | null): string {
  return url === null ? '' : new URL(url).pathname.replace(/\/$/, '');
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

import { join } from 'node:path';
import type { DoctorSurroundings } from '../host/host.ts';
import { type Finding, ok, problem, unchecked } from './finding.ts';

const name = 'daily build';
const remedy =
  'let it run every day, as in `schedule: [{cron: "17 3 * * *"}]`: expiry takes effect by a new build alone';

/** Whether a workflow of the forge builds the site on every day. */
export async function dailyRebuild(root: string, world: DoctorSurroundings): Promise<Finding> {
  const repository = (await world.nearest(root, '.git')) ?? root;
  const folder = join(repository, '.github/workflows');
  const names = (await world.list(folder)).filter((one) => /\.ya?ml$/.test(one));
  const texts = await Promise.all(
    names.map(async (one) => [one, withoutRemarks(await world.readText(join(folder, one)))] as const),
  );
  const building = texts.filter(([, text]) => /faqgen|\b(?:npm|pnpm|yarn|bun)(?: run)? build\b/.test(text));
  const daily = building.find(([, text]) => crons(text).some(isDaily));
  if (daily) return ok(name, `.github/workflows/${daily[0]} has a schedule for every day`);
  const other = texts.find(([, text]) => crons(text).some(isDaily));
  if (other)
    return unchecked(
      name,
      `.github/workflows/${other[0]} has a schedule for every day; whether it builds the site is not seen`,
    );
  const [first] = building;
  if (first) {
    const found = crons(first[1]);
    const schedule =
      found.length === 0 ? 'no schedule' : `the schedule \`${found.join('`, `')}\`, which is not every day`;
    return problem(name, `.github/workflows/${first[0]} has ${schedule}`, remedy);
  }
  if ((await world.readText(join(repository, '.gitlab-ci.yml'))) !== null)
    return unchecked(name, 'a schedule of GitLab stands in its settings: Build > Pipeline schedules');
  return unchecked(name, `no workflow in ${folder} calls faqgen; what else may build the site is not known here`);
}

function withoutRemarks(text: string | null): string {
  return (text ?? '').replaceAll(/^\s*#.*$/gm, '');
}

function crons(text: string): string[] {
  return [...text.matchAll(/\bcron:\s*(["']?)([^"'#\n}\]]+)\1/g)].map(([, , cron = '']) => cron.trim());
}

/** Of minute, hour, day, month and day of the week the last three exclude no day. */
function isDaily(cron: string): boolean {
  const [, , day, month, weekday, ...others] = cron.split(/\s+/);
  const isEach = (field: string | undefined, all: RegExp): boolean => field !== undefined && all.test(field);
  return (
    others.length === 0 &&
    isEach(day, /^(?:\*(?:\/1)?|1-31)$/) &&
    isEach(month, /^(?:\*(?:\/1)?|1-12)$/) &&
    isEach(weekday, /^(?:\*(?:\/1)?|0-6|1-7|0-7)$/)
  );
}

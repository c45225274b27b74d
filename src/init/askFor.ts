import type { InitSurroundings } from '../host/host.ts';
import { folderAddress } from '../schema/folderAddress.ts';
import { isWebAddress } from '../schema/schema.ts';
import { type Forge, faultOfTitle, forges, type SiteHost, siteHosts } from './choices.ts';
import type { InitAnswers } from './initFiles.ts';

/** Null: nobody said. */
export interface InitFlags {
  readonly title: string | null;
  readonly url: string | null;
  readonly host: SiteHost | null;
  readonly ci: Forge | null;
  readonly yes: boolean;
}

/** Nothing of it brings a site online by itself. */
const usual: InitAnswers = { title: 'Questions and answers', url: null, host: 'plain', ci: 'github' };

/** What the flags say, and what is usual. */
export function withoutQuestions(flags: InitFlags): InitAnswers {
  const { title, url, host, ci } = flags;
  return { title: title ?? usual.title, url: url ?? usual.url, host: host ?? usual.host, ci: ci ?? usual.ci };
}

/** Asks for what no flag says; null where the person left. */
export async function askFor(flags: InitFlags, world: InitSurroundings): Promise<InitAnswers | null> {
  const title = flags.title ?? (await ask(world, `Title [${usual.title}]: `, usual.title, titleOf));
  if (title === null) return null;
  const url = flags.url ?? (await ask(world, 'Address of the site, if it is known []: ', '', addressOf));
  if (url === null) return null;
  const host = flags.host ?? (await choose(world, 'Where will it stand', siteHosts, usual.host));
  if (host === null) return null;
  const ci = flags.ci ?? (await choose(world, 'Which forge builds it', forges, usual.ci));
  return ci === null ? null : { title, url: url === '' ? null : url, host, ci };
}

type Read<T> = { readonly value: T } | { readonly fault: string };

function titleOf(typed: string): Read<string> {
  const fault = faultOfTitle(typed);
  return fault === null ? { value: typed } : { fault };
}

function addressOf(typed: string): Read<string> {
  return isWebAddress(typed) && !/[?#]/.test(typed)
    ? { value: folderAddress(typed) }
    : { fault: 'Write an absolute address, as in https://example.org/faq/, or nothing.' };
}

function choose<T extends string>(
  world: InitSurroundings,
  question: string,
  choices: readonly T[],
  otherwise: T,
): Promise<T | null> {
  const read = (typed: string): Read<T> => {
    const choice = choices.find((one) => one === typed.toLowerCase());
    return choice === undefined ? { fault: `Write one of ${choices.join(', ')}.` } : { value: choice };
  };
  return ask(world, `${question} (${choices.join(', ')}) [${otherwise}]: `, otherwise, read);
}

async function ask<T>(
  world: InitSurroundings,
  question: string,
  otherwise: T,
  read: (typed: string) => Read<T>,
): Promise<T | null> {
  for (let asked = question; ; ) {
    const typed = (await world.ask(asked))?.trim();
    if (typed === undefined) return null;
    if (typed === '') return otherwise;
    const answer = read(typed);
    if ('value' in answer) return answer.value;
    asked = `${answer.fault}\n${question}`;
  }
}

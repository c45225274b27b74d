// In: the files of the site on which this page stands, or those of a folder that the reader chooses, and the reviewers' keys.
// Out: on the page, what `faqgen review verify` says of them.
// Does not know: how anything is judged.

/// <reference lib="dom" />

import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { defaultLimits, FetchRefused, folderOf, walkSite } from '../fetching/walkSite.ts';
import type { PublishedFiles } from '../published/judgePublished.ts';
import type { KnownFiles } from '../published/knownFiles.ts';
import { leadingAddresses } from '../published/leadingAddresses.ts';
import type { TrustedKeys } from '../review/readReviews.ts';
import { readTrustedKeys, UnusableKeys } from '../review/trustedKeys.ts';
import type { IsoDate } from '../schema/dates.ts';
import { dateView } from '../words/language.ts';
import { verifierWordsFor } from '../words/verifierWords.ts';
import { canCheckSignatures, createHash } from './browserCrypto.ts';
import { type JudgedAnswer, judgeHere } from './judgeHere.ts';
import { pageConnection } from './pageConnection.ts';

/** What the program of this version knows, but for this script, which cannot hold its own digest: put here when it is bundled. */
declare const knownFiles: { readonly files: [string, string][]; readonly styles: string[] };

const { language, words } = verifierWordsFor(document.documentElement.lang);

function part<E extends HTMLElement>(id: string): E {
  return document.getElementById(id) as E;
}

/** An element with a text, or with others in it. */
function element(name: string, ...held: (string | Node)[]): HTMLElement {
  const made = document.createElement(name);
  made.append(...held);
  return made;
}

/** As the program says it, in English. */
function inEnglish(text: string, name = 'span'): HTMLElement {
  const made = element(name, text);
  made.lang = 'en';
  made.dir = 'ltr';
  return made;
}

/** As `ssh-keygen -l` tells a key: SHA-256 of its bytes. */
function fingerprintOf(key: string): string {
  const bytes = Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0));
  return `SHA256:${createHash('sha256').update(bytes).digest('base64').replace(/=+$/, '')}`;
}

function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => String(values[name] ?? placeholder));
}

/** Null where the reader gave none. Throws an UnusableKeys. */
function keysGiven(): TrustedKeys | null {
  const text = part<HTMLTextAreaElement>('keys').value;
  return text.trim() === '' ? null : readTrustedKeys(text);
}

function showKeys(): void {
  const list = part('known');
  list.replaceChildren();
  try {
    for (const [id, keys] of keysGiven() ?? [])
      for (const { key } of keys) list.append(element('li', inEnglish(`${id} ${fingerprintOf(key)}`, 'code')));
  } catch (error) {
    if (!(error instanceof UnusableKeys)) throw error;
    list.append(element('li', inEnglish(`line ${error.line}: ${error.message}`)));
  }
}

/** Where the site has what this page loads; a saved one may load it from another folder. */
function assetNamed(selector: string, attribute: 'src' | 'href'): string {
  return `assets/${document.querySelector(selector)?.getAttribute(attribute)?.replace(/^.*\//, '')}`;
}

const own = assetNamed('script[src]', 'src');
const ownStyle = assetNamed('link[rel=stylesheet]', 'href');

/** What runs here says of itself that it is the script of this page: what a false one would say, nobody can know from here. */
function programHere({ files }: PublishedFiles): KnownFiles {
  const script = files.find(({ path }) => path === own);
  const ofThis: [string, string][] = script
    ? [[own, createHash('sha256').update(new TextDecoder().decode(script.bytes)).digest('hex')]]
    : [];
  return {
    files: new Map([...knownFiles.files, ...ofThis]),
    styles: new Set(knownFiles.styles),
    verifier: { script: own, style: ownStyle },
  };
}

function today(): IsoDate {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((one) => String(one).padStart(2, '0')).join('-');
}

function show(answer: JudgedAnswer): HTMLElement {
  const { verdict, file, id, name, date, until, reasons, signedBy, isAsRecorded } = answer;
  const place = inEnglish(`${file}#${id}`, /^https?:/.test(file) ? 'a' : 'code');
  if (place instanceof HTMLAnchorElement) place.href = `${file}#${id}`;
  const lines: Node[] = [element('strong', words.verdicts[verdict]), ' ', place].map((one) =>
    typeof one === 'string' ? document.createTextNode(one) : one,
  );
  const add = (line: string | Node): void => void lines.push(element('br'), element('span', line));
  if (name !== null && date !== null && until !== null) {
    const day = (iso: IsoDate): string => dateView(iso, language).text;
    add(fill(words.approval, { name, date: day(date), until: day(until) }));
  }
  for (const reason of reasons) add(inEnglish(reason));
  if (verdict === 'unproven' && isAsRecorded) add(words.wordsFit);
  if (signedBy !== null) add(fill(words.signedWith, { key: fingerprintOf(signedBy) }));
  const item = element('li', ...lines);
  item.className = verdict;
  return item;
}

/** Files of English sentences: each with its place and what is wrong there. */
function tell(diagnostics: readonly Diagnostic[]): HTMLElement {
  return element('ul', ...diagnostics.map((one) => inEnglish(one.message, 'li')));
}

async function verifySite(read: () => Promise<PublishedFiles>): Promise<void> {
  const [progress, result] = [part('progress'), part('result')];
  result.replaceChildren();
  const controls = document.querySelectorAll<HTMLButtonElement>('#ask :is(button, input)');
  for (const control of controls) control.disabled = true;
  try {
    const trusted = keysGiven();
    const published = await read();
    const canCheck = await canCheckSignatures();
    const conditions = { program: programHere(published), trusted, canCheckSignatures: canCheck, asOf: today() };
    const { answers, diagnostics, isFine } = await judgeHere(published, conditions);
    const approved = answers.filter(({ verdict }) => verdict === 'approved').length;
    const heading = element('h2', fill(words.summary, { n: approved, total: answers.length }));
    heading.className = isFine ? 'fine' : 'false';
    result.append(heading);
    if (!canCheck) result.append(element('p', words.noSignatures));
    result.append(element('ul', ...answers.map(show)));
    if (diagnostics.length > 0) result.append(element('h3', words.faults), tell(diagnostics));
    progress.textContent = heading.textContent;
  } catch (error) {
    // Whatever it is, a reader who waits for a verdict is told that there is none.
    const isOfKeys = error instanceof UnusableKeys;
    const reason = isOfKeys ? `line ${error.line}: ${error.message}` : (error as Error).message;
    progress.replaceChildren(isOfKeys ? words.keys : words.failed, ' ', inEnglish(reason));
  } finally {
    for (const control of controls) control.disabled = false;
  }
}

function countRead(count: number): void {
  part('progress').textContent = fill(words.reading, { n: count });
}

async function readHere(): Promise<PublishedFiles> {
  const connection = pageConnection(defaultLimits);
  const { address, files, missing } = await walkSite(folderOf(location.href), {
    connection,
    addressesIn: leadingAddresses,
    limits: defaultLimits,
    tell: countRead,
  });
  return { name: address, files, missing };
}

/** The files of a folder, by their paths in it. */
async function readChosen(chosen: FileList): Promise<PublishedFiles> {
  const size = [...chosen].reduce((sum, file) => sum + file.size, 0);
  if (size > defaultLimits.bytes) throw new FetchRefused(`it is larger than ${defaultLimits.bytes / 1e6} MB`);
  const files: { path: string; bytes: Uint8Array }[] = [];
  for (const file of chosen) {
    files.push({
      path: file.webkitRelativePath.replace(/^[^/]*\//, ''),
      bytes: new Uint8Array(await file.arrayBuffer()),
    });
    countRead(files.length);
  }
  const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1);
  return { name: chosen[0]?.webkitRelativePath.replace(/\/.*/, '') ?? '', files: files.sort(byPath), missing: [] };
}

const folder = part<HTMLInputElement>('folder');
const keyFile = part<HTMLInputElement>('file');
folder.webkitdirectory = true;
part('ask').hidden = false;
// A saved page may read nothing by itself.
part('here').hidden = location.protocol === 'file:';
part('keys').addEventListener('input', showKeys);
part('check').addEventListener('click', () => verifySite(readHere));
keyFile.addEventListener('change', async () => {
  const text = (await keyFile.files?.[0]?.text()) ?? '';
  part<HTMLTextAreaElement>('keys').value = text;
  showKeys();
});
folder.addEventListener('change', () => {
  const chosen = folder.files;
  if (chosen && chosen.length > 0) verifySite(() => readChosen(chosen));
});

import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { Locate } from '../diagnostics/position.ts';
import { addDuration, type IsoDate } from '../schema/dates.ts';
import { foldId, isKind, isOwnAnchor, isReservedId } from '../schema/identifiers.ts';
import { placeholdersIn, type ReplaceableWord, replaceableWords } from '../schema/replaceableWords.ts';
import { isStandIn } from '../schema/standIn.ts';
import type { Path, Places } from '../yaml/places.ts';
import { type Faq, questionsOf } from './faq.ts';
import { checkHistory, placeOfUpdated } from './history.ts';
import { pageIdOf } from './ownPages.ts';
import { checkSwallowedKeys } from './swallowedKeys.ts';
import { checkWithdrawals } from './withdrawal.ts';

/** What the shape alone cannot tell: ids that collide, dates that contradict each other or the day, related questions that are not there. */
export function checkFaq(faq: Faq, asOf: IsoDate, places: Places, locate: Locate): Diagnostic[] {
  return [
    ...checkIds(faq, places, locate),
    ...checkSwallowedKeys(faq, places, locate),
    ...checkDates(faq, places),
    ...checkHistory(faq, asOf, places),
    ...checkWithdrawals(faq, asOf, places),
    ...checkUnreviewed(faq, places),
    ...checkOutputs(faq, places),
    ...checkToday(faq, asOf, places),
    ...checkRelated(faq, places),
    ...checkContact(faq, places),
    ...checkTranslations(faq, places),
    ...checkKeys(faq, places),
    ...checkApprovals(faq, places),
    ...checkWords(faq, places),
  ];
}

/** A signature names nobody but its key: with one key for two, either could be said to have approved. */
function checkKeys({ reviewers }: Faq, places: Places): Diagnostic[] {
  const owners = new Map<string, string>();
  return reviewers.flatMap(({ id, keys }) =>
    keys.flatMap(({ key, from, until, path }): Diagnostic[] => {
      const other = owners.get(key);
      owners.set(key, id);
      const span = places.value(path.at(-1) === 'key' ? path : [...path, 'key']);
      if (other === id) return [diagnose('key-days', span, { id, fault: 'twice' })];
      if (other !== undefined) return [diagnose('shared-key', span, { id, other })];
      const isReversed = from !== null && until !== null && until < from;
      return isReversed ? [diagnose('key-days', places.value([...path, 'until']), { id, fault: 'reversed' })] : [];
    }),
  );
}

/** What no answer could ever fulfil. */
function checkApprovals({ policy: { approvals }, reviewers }: Faq, places: Places): Diagnostic[] {
  if (approvals === null) return [];
  const { count, kinds } = approvals;
  const told = (problem: string, help: string): Diagnostic[] => [
    diagnose('impossible-approvals', places.value(['policy', 'approvals']), { problem, help }),
  ];
  const strange = kinds.find((kind) => !isKind(kind) || /^\d+$/.test(kind));
  if (strange !== undefined)
    return told(
      `\`${strange}\` is no kind of approval`,
      'write a number, or kinds of small letters, digits and hyphens, as in `[clinical, plain-language]`',
    );
  const number = kinds.length === 1 ? ['one', 'two', 'three', 'four'].indexOf(kinds[0] ?? '') + 1 : 0;
  if (number > 0)
    return told(`\`${kinds[0]}\` would be a kind of approval, and no number`, `write \`approvals: ${number}\``);
  const reviewer = kinds.find((kind) => reviewers.some(({ id }) => id === kind));
  if (reviewer !== undefined)
    return told(
      `\`${reviewer}\` is a reviewer, and no kind of approval`,
      `write how many approve, as in \`approvals: ${Math.max(kinds.length, 1)}\`, or in which kinds, as in \`[clinical, plain-language]\``,
    );
  const twice = kinds.find((kind, index) => kinds.indexOf(kind) < index);
  if (twice !== undefined) return told(`\`${twice}\` stands there twice`, 'name each kind once');
  if (count < 1) return told(`${count} approvals approve nothing`, 'write 2, or leave the key out');
  if (count <= reviewers.length) return [];
  return told(
    `it asks for ${count} different reviewers, and \`reviewers\` has ${reviewers.length}`,
    'add who is missing to `reviewers`, or ask for fewer',
  );
}

/** A word that the program fills in has to say where. */
function checkWords({ words }: Faq, places: Places): Diagnostic[] {
  return Object.entries(words).flatMap(([key, text]) => {
    if (isStandIn(text)) return [];
    const [wanted, found] = [placeholdersIn(replaceableWords[key as ReplaceableWord]), placeholdersIn(text)];
    const lacks = wanted.filter((one) => !found.includes(one));
    const strange = found.filter((one) => !wanted.includes(one));
    if (lacks.length + strange.length === 0) return [];
    return [diagnose('wrong-placeholder', places.value(['words', key]), { key, lacks, strange })];
  });
}

function checkIds(faq: Faq, places: Places, locate: Locate): Diagnostic[] {
  let words: Map<string, string> | null = null;
  // Most files hold no id twice.
  const wordsAt = (path: Path): string | undefined => {
    words ??= new Map(questionsOf(faq).map(({ question, path }) => [idPlace(path), oneLine(question)]));
    return words.get(JSON.stringify(path));
  };
  const diagnostics: Diagnostic[] = [];
  const owners = new Map<string, { readonly id: string; readonly path: Path }>();
  const claim = (id: string, path: Path, name = id): void => {
    if (isStandIn(id)) return;
    const first = owners.get(name);
    if (first) {
      const line = locate(places.value(first.path))?.line;
      const where = line === undefined ? '' : ` in line ${line}`;
      const asked = wordsAt(path);
      // Twice the same words: the ids were never thought of.
      if (first.id === id && asked !== undefined && asked === wordsAt(first.path)) {
        const place = places.value([...path.slice(0, -1), 'question']);
        const told = { id, isSameQuestion: true };
        diagnostics.push(
          diagnose('duplicate-id', place, told, { notes: [`it is that of ${describeOwner(first.path)}${where}`] }),
        );
        return;
      }
      const alike = first.id === id ? '' : ', which is the same name of a file on some systems';
      const taken = `\`${first.id}\` belongs to ${describeOwner(first.path)}${where}${alike}`;
      // Where nobody typed an id, none has a place of its own.
      const isMade = places.value(path).start === places.value(path.slice(0, -1)).start;
      const told = { id, isSameQuestion: false, ...(isMade && { free: freeId(id, owners) }) };
      diagnostics.push(diagnose('duplicate-id', places.value(path), told, { notes: [taken] }));
    } else {
      owners.set(name, { id, path });
      owners.set(id, { id, path });
    }
  };
  // What is one file on some systems is the same id; of anchors alone, capitals are others.
  const claimPage = (id: string, path: Path): void => {
    const isVerifier = faq.outputs.verify === true && foldId(id) === 'verify';
    if (isReservedId(id) || isVerifier) diagnostics.push(diagnose('reserved-id', places.value(path), { id }));
    claim(id, path, foldId(id));
  };
  // Current ids claim first: an old id that is in use again is the one at fault.
  for (const section of faq.sections) if (section.id !== null) claimPage(section.id, [...section.path, 'id']);
  for (const question of questionsOf(faq)) claimPage(question.id, [...question.path, 'id']);
  for (const { file, path } of faq.site.pages) if (!isStandIn(file)) claimPage(pageIdOf(file), path);
  for (const { formerly, path } of [...faq.sections, ...questionsOf(faq)]) {
    for (const [index, id] of formerly.entries()) {
      const place = [...path, 'formerly', index];
      const isVerifier = faq.outputs.verify === true && foldId(id) === 'verify';
      if (isOwnAnchor(id) || isVerifier) diagnostics.push(diagnose('reserved-id', places.value(place), { id }));
      else claim(id, place);
    }
  }
  return diagnostics;
}

function freeId(id: string, owners: ReadonlyMap<string, unknown>): string {
  for (let number = 2; ; number++) if (!owners.has(foldId(`${id}-${number}`))) return `${id}-${number}`;
}

function idPlace(path: Path): string {
  return JSON.stringify([...path, 'id']);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().toLowerCase();
}

function describeOwner(path: Path): string {
  if (path[0] === 'site') return `page ${Number(path[2]) + 1} of \`site.pages\``;
  const numbers = path.filter((step) => typeof step === 'number').map((index) => index + 1);
  const kind = path.includes('questions') ? 'question' : 'section';
  const number = path.includes('formerly') ? numbers.at(-2) : numbers.at(-1);
  const inSection = kind === 'question' && path[0] === 'sections' ? ` of section ${numbers[0]}` : '';
  return `${kind} ${number}${inSection}${path.includes('formerly') ? ', as an old id' : ''}`;
}

function checkDates(faq: Faq, places: Places): Diagnostic[] {
  return questionsOf(faq).flatMap(({ publish, expires, path }) =>
    publish && expires && expires <= publish
      ? [diagnose('dates-reversed', places.value([...path, 'expires']), { publish, expires })]
      : [],
  );
}

/** Who hides what nobody reviewed takes it for hidden. */
function checkUnreviewed({ policy: { review, unreviewed }, reviewers }: Faq, places: Places): Diagnostic[] {
  if (review !== 'off' || unreviewed === 'show') return [];
  const place = places.value(['policy', 'unreviewed']);
  // Where nothing is typed for `review`, its place is that of the policy.
  const isOff = places.value(['policy', 'review']).start !== places.value(['policy']).start || reviewers.length > 0;
  return [diagnose('idle-unreviewed', place, { unreviewed, isOff })];
}

/** faq.json says which answers a published site must have, and with which words: without it, pages are compared with nothing. */
function checkOutputs({ url, outputs, policy }: Faq, places: Places): Diagnostic[] {
  const needsJson = !outputs.json && policy.review !== 'off';
  return [
    ...(needsJson ? [diagnose('reviews-need-json', places.value(['outputs', 'json']), { review: policy.review })] : []),
    // On a page of another site, nothing of this one is found by a relative address.
    ...(outputs.fragment && url === null
      ? [diagnose('fragment-needs-url', places.value(['outputs', 'fragment']), {})]
      : []),
  ];
}

/** What was done lies behind us, and what is to be done again and again may be due. */
function checkToday(faq: Faq, asOf: IsoDate, places: Places): Diagnostic[] {
  const { sourcesEvery } = faq.policy;
  const sources = [...faq.sources.values()];
  const done = [
    // A change says by itself that it is still to come.
    ...questionsOf(faq).flatMap((question) => {
      const { updated, path, evidence } = question;
      const isTyped = placeOfUpdated(question).length === path.length + 1;
      return [
        ...(isTyped ? [{ key: 'updated', date: updated, path }] : []),
        { key: 'until', date: evidence, path: [...path, 'evidence'] },
      ];
    }),
    ...sources.map(({ checked, path }) => ({ key: 'checked', date: checked, path })),
  ];
  const future = done.flatMap(({ key, date, path }) =>
    date !== null && date > asOf && !isStandIn(date)
      ? [diagnose('future-date', places.value([...path, key]), { key, date })]
      : [],
  );
  if (sourcesEvery === null) return future;
  const every = `${sourcesEvery.count} ${sourcesEvery.unit}${sourcesEvery.count === 1 ? '' : 's'}`;
  const due = sources
    .filter(({ checked }) => checked === null || addDuration(checked, sourcesEvery) < asOf)
    .map(({ id, checked, path }) =>
      diagnose('source-due', checked === null ? places.key(path) : places.value([...path, 'checked']), {
        id,
        checked,
        every,
      }),
    );
  return [...future, ...due];
}

/** Whoever calls has to know whom. */
function checkContact({ contact, chat }: Faq, places: Places): Diagnostic[] {
  const isReachable =
    chat !== null ||
    (contact !== null && (contact.phone !== null || contact.phones.length > 0 || contact.link !== null));
  if (!isReachable || contact?.disclosure) return [];
  return [diagnose('no-disclosure', places.key([contact ? 'contact' : 'chat']), {})];
}

function checkRelated(faq: Faq, places: Places): Diagnostic[] {
  const questions = questionsOf(faq);
  const ids = new Set(questions.map(({ id }) => id));
  const renamed = new Map(questions.flatMap(({ id, formerly }) => formerly.map((old) => [old, id] as const)));
  return questions.flatMap(({ related, path }) =>
    related.flatMap((id, index) =>
      ids.has(id) || isStandIn(id)
        ? []
        : [
            diagnose('unknown-question', places.value([...path, 'related', index]), {
              id,
              nearest: questions.find(({ question }) => question === id)?.id ?? nearest(pageless(id), ids),
              renamed: renamed.get(id) ?? null,
            }),
          ],
    ),
  );
}

/** An id without what stands around it in addresses: `decaf.html`, `./#decaf`. */
function pageless(typed: string): string {
  return typed.replace(/^.*[#/](?=.)/, '').replace(/\.(?:html?|md)$/i, '');
}

function checkTranslations({ language, translations }: Faq, places: Places): Diagnostic[] {
  const said = (path: Path, problem: string, help: string): Diagnostic =>
    diagnose('invalid-translation', places.value(path), { problem, help });
  const originals = translations.filter(({ isOriginal }) => isOriginal);
  return [
    ...translations.flatMap((translation, index) => {
      const path = [...translation.path, 'language'];
      const tag = `\`${translation.language}\``;
      if (translation.language === language)
        return said(path, `${tag} is the language of this file itself`, 'name the other languages, and not this one');
      const isSecond = translations.findIndex((one) => one.language === translation.language) < index;
      return isSecond ? said(path, `${tag} stands here a second time`, 'keep one of the two') : [];
    }),
    ...originals
      .slice(1)
      .map(({ path }) =>
        said([...path, 'original'], 'there are two originals', 'mark the one from which this FAQ was translated'),
      ),
  ];
}

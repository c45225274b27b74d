/** `error` fails the build; `warning` fails it under `--strict`; `note` informs. */
export type Severity = 'error' | 'warning' | 'note';

/**
 * Every diagnostic that faqgen can give, and all of its words. The keys are
 * the stable codes that scripts rely on: one is never renamed. `docs/diagnostics.md`
 * explains each, and `test/cases/invalid/<code>` shows each.
 */
export const catalogue = {
  // The text of a file
  'invalid-utf8': entry(
    'error',
    () => 'the file is not valid UTF-8',
    () => 'save it with the encoding UTF-8; the bytes at this place belong to another encoding',
  ),
  'forbidden-character': entry(
    'error',
    (p: { name: string }) => `${p.name} may not stand in a text`,
    () => 'delete it and type the text anew; it is invisible, and changes what a reader sees',
  ),

  // YAML
  'yaml-syntax': entry(
    'error',
    (p: { problem: string; help: string | null }) => p.problem,
    (p) => p.help,
  ),
  'yaml-unsupported': entry(
    'error',
    (p: { feature: string; help: string }) => `${p.feature} cannot be used in this file`,
    (p) => p.help,
  ),
  'yaml-too-deep': entry(
    'error',
    () => 'the file is nested too deeply',
    () => 'nothing in the format needs more than a few levels: remove the brackets or the indentation',
  ),
  'comment-in-text': entry(
    'warning',
    (p: { key: string }) => `the text of \`${p.key}\` ends here: what follows \` #\` is a comment`,
    () => 'put the text between quotes to publish all of it, or move the comment to a line of its own',
  ),
  'swallowed-key': entry(
    'warning',
    (p: { typed: string; isEntry: boolean; spaces: number }) =>
      `\`${p.typed}\` stands in the text of the answer above it, where readers ${p.isEntry ? 'see it instead of a question' : 'see it'}`,
    (p) =>
      `begin this line with ${p.spaces} spaces${p.isEntry ? ', as the other questions, and those below it as much further left' : ', in the column of `answer`; put it between backticks, or into another sentence, where it is meant'}`,
  ),
  'lost-backslash': entry(
    'warning',
    (p: { typed: string; becomes: string; doubled: string; inSingleQuotes: string | null; key: string | null }) =>
      `between double quotes \`${p.typed}\` is ${p.becomes}: the backslash and the letter behind it vanish`,
    (p) =>
      p.inSingleQuotes === null
        ? `write each backslash twice, as in \`${p.doubled}\``
        : `put the text between single quotes: \`${p.key === null ? '-' : `${p.key}:`} ${p.inSingleQuotes}\``,
  ),
  'curly-quotes': entry(
    'warning',
    (p: { quotes: string; bare: string; kept: string }) =>
      `readers see these quotes: those of YAML are straight, and \`${p.quotes}\` are a part of the text`,
    (p) => `write \`${p.bare}\`; or \`${p.kept}\`, if they are to be read`,
  ),
  'duplicate-key': entry(
    'error',
    (p: { key: string }) => `\`${p.key}\` stands here a second time`,
    (p) =>
      `delete one of the two, or make one text of both; \`${p.key}\` of another entry begins below a line with \`- \``,
  ),

  // The shape of faq.yaml
  'unknown-key': entry(
    'error',
    (p: { key: string; owner: string; nearest: string | null; known: readonly string[]; advice: string | null }) =>
      `\`${p.key}\` is not a key of ${p.owner}`,
    (p) =>
      p.advice ??
      (p.nearest
        ? `the nearest key is \`${p.nearest}\``
        : `its ${p.known.length === 1 ? 'key is' : 'keys are'} ${list(p.known)}`),
  ),
  'missing-key': entry(
    'error',
    (p: { key: string; owner: string }) => `${p.owner} has no \`${p.key}\``,
    (p) => `add \`${p.key}:\``,
  ),
  'wrong-type': entry(
    'error',
    (p: { what: string; expected: string; received: string; write: string | null }) =>
      `${p.what} must be ${p.expected}, but is ${p.received}`,
    (p) =>
      p.write !== null
        ? p.write
        : p.expected === 'a list'
          ? 'begin each entry on a line of its own with `- `'
          : p.expected === 'a text' && p.received === 'a map'
            ? 'put the text between quotes if it holds a colon'
            : null,
  ),
  'empty-value': entry(
    'error',
    (p: { what: string; write?: string }) => `${p.what} is empty`,
    (p) => (p.write === undefined ? 'fill it in, or delete it' : `it has to be there: write \`${p.write}\``),
  ),
  'invalid-value': entry(
    'error',
    (p: { value: string; what: string; options: readonly string[]; example: string | null; nearest: string | null }) =>
      `\`${p.value}\` is not a value of ${p.what}`,
    (p) =>
      p.nearest
        ? `did you mean \`${p.nearest}\`?`
        : p.options.length > 20
          ? `write one of the ${p.options.length} names that docs/faq-yaml.md lists, as in \`${p.example ?? p.options[0]}\`; where none fits, leave the key out`
          : p.options.length > 0
            ? `write ${list(p.options, 'or')}`
            : p.example && `write it as in \`${p.example}\``,
  ),
  'invalid-date': entry(
    'error',
    (p: { value: string; meant: readonly string[]; month?: string | null; mayBeYear?: boolean }) =>
      p.meant.length > 1 ? `\`${p.value}\` may be one of two days` : `\`${p.value}\` is not a date`,
    (p) => {
      if (p.meant.length > 0)
        return `write ${p.meant.map((day) => `\`${day}\``).join(' or ')}: the year, the month${/-\d+-/.test(p.meant[0] ?? '') ? ', the day' : ''}`;
      if (p.month) return `write the day as well, as in \`${p.month}-01\``;
      return /^\d{4}-\d{1,2}-\d{1,2}$/.test(p.value)
        ? 'there is no such day in the calendar'
        : p.mayBeYear
          ? 'write a year, a month or a day, as in 2026, 2026-03 or 2026-03-31'
          : 'write the year, the month and the day, as in 2026-03-31';
    },
  ),
  'invalid-address': entry(
    'error',
    (p: { value: string; what: string; mayBeRelative: boolean; meant: string | null }) =>
      `\`${p.value}\` is not an address for ${p.what}`,
    (p) =>
      p.meant
        ? `write \`${p.meant}\``
        : `write the whole address, beginning with https://${p.mayBeRelative ? ', or the way there from the folder of this site, as in ../en/ or en/' : ''}`,
  ),
  'invalid-origin': entry(
    'error',
    (p: { value: string; isFraming: boolean }) =>
      p.isFraming && /^http:\/\/[A-Za-z0-9.-]+(?::\d+)?\/?$/.test(p.value)
        ? `over http, anybody on the way could frame this site in the name of \`${p.value}\``
        : `\`${p.value}\` is not the origin of a site`,
    (p) =>
      p.isFraming
        ? 'write https:// and the host alone, as in https://www.clinic.example: no path, and no *'
        : 'write scheme and host alone, as in https://cdn.example.org: no path, and no *',
  ),
  'invalid-phone': entry(
    'error',
    (p: {
      value: string;
      fault: 'several' | 'short' | 'long' | 'trunk' | 'other';
      numbers: readonly string[];
      /** The one number in it. */
      inside: string | null;
      isEntry: boolean;
    }) => {
      const found = {
        several: 'is more than one phone number',
        short: 'is too short for a phone number',
        long: 'is too long for one phone number',
        trunk: 'has a 0 behind its country code that is not dialled from abroad',
        other: 'cannot be dialled as it stands',
      };
      return `\`${p.value}\` ${found[p.fault]}`;
    },
    (p) => {
      const several = p.numbers
        .map((number, index) => `{label: Line ${index + 1}, number: ${/[,#]/.test(number) ? `"${number}"` : number}}`)
        .join(', ');
      const help = {
        several: p.isEntry
          ? `give each number an entry of its own: ${several}`
          : `write \`phones: [${several}]\` instead of \`phone\`, and in each \`label\` what the number is for`,
        short: 'write it with its area, as in 020 7946 0018; a short code stands in one piece, as in 112 or 116117',
        long: `a number has 15 digits at most; if there are two, ${p.isEntry ? 'give each an entry of its own' : 'write `phones:` and an entry for each, as in `- {label: Office, number: 020 7946 0018}`'}`,
        trunk: 'write it without the 0, as in +49 30 1234567, or with (0) for itself, as in +49 (0)30 1234567',
        other: p.inside
          ? `write \`${p.isEntry ? 'number' : 'phone'}: ${p.inside}\`; words belong into ${p.isEntry ? '`label`' : '`hours` or `text`'}`
          : `write its digits, as in +1 800 662 4357 or 020 7946 0018 ext. 12; words belong into ${p.isEntry ? '`label`' : '`hours` or `text`'}`,
      };
      return help[p.fault];
    },
  ),
  'invalid-key': entry(
    'error',
    (p: { id: string }) => `the key of \`${p.id}\` is not an Ed25519 public key of SSH`,
    () => 'make one with `ssh-keygen -t ed25519`, and copy the line of the file that ends in .pub: ssh-ed25519 AAAA…',
  ),
  'shared-key': entry(
    'error',
    (p: { id: string; other: string }) => `the key of \`${p.id}\` is that of \`${p.other}\` as well`,
    () => 'give each reviewer a key of their own: a signature tells nothing of who made it but its key',
  ),
  'key-days': entry(
    'error',
    (p: { id: string; fault: 'both' | 'none' | 'twice' | 'reversed' }) =>
      ({
        both: `\`${p.id}\` has \`key\` and \`keys\``,
        none: `the list of keys of \`${p.id}\` is empty`,
        twice: `a key of \`${p.id}\` stands twice in its list`,
        reversed: `a key of \`${p.id}\` ends before it begins`,
      })[p.fault],
    (p) =>
      ({
        both: 'put the one of `key` into the list, with the day `until` which it signed where it is an old one',
        none: 'name a key, as in `keys: [{key: ssh-ed25519 AAAA…, from: 2026-11-01}]`, or leave the list out',
        twice: 'name it once, with the first day in `from` and the last in `until`',
        reversed: 'put the later day in `until`',
      })[p.fault],
  ),
  'not-medical': entry(
    'error',
    (p: { key: string }) => `\`${p.key}\` says something of a medical FAQ, and this one does not say that it is one`,
    (p) => `add \`about: medical\`, or take \`${p.key}\` out`,
  ),
  'invalid-language': entry(
    'error',
    (p: { value: string; meant: string | null }) => `\`${p.value}\` is not a language tag`,
    (p) => (p.meant ? `did you mean \`${p.meant}\`?` : 'write a tag of BCP 47, as in en, en-GB, de or ar'),
  ),
  'invalid-id': entry(
    'error',
    (p: { id: string; kind: keyof typeof idKinds; suggestion: string | null }) =>
      `\`${p.id}\` cannot be ${idKinds[p.kind].name}`,
    (p) => `${idKinds[p.kind].rule}${p.suggestion ? `, as in \`${p.suggestion}\`` : ''}`,
  ),
  'reserved-id': entry(
    'error',
    (p: { id: string }) => `\`${p.id}\` is a reserved name`,
    () => 'choose another id: this name belongs to a page of the site or to the operating system',
  ),
  'duplicate-id': entry(
    'error',
    (p: { id: string; isSameQuestion: boolean; free?: string }) =>
      p.isSameQuestion ? 'this question stands in the file a second time' : `the id \`${p.id}\` is taken`,
    (p) =>
      p.isSameQuestion
        ? 'delete one of the two, or ask in it for something else'
        : p.free !== undefined
          ? `its words make the same id as those of the other: write an id of its own below it, as in \`id: ${p.free}\``
          : 'give one of the two another `id`: every anchor and every page needs its own',
  ),
  'no-id': entry(
    'warning',
    (p: { id: string }) => `this question has no letters to make a name from: its page is \`${p.id}.html\``,
    () => 'add `id:` with a short name in small letters, as in `id: first-visit`',
  ),
  'questions-or-sections': entry(
    'error',
    (p: { both: boolean }) => (p.both ? '`questions` and `sections` stand side by side' : 'the file has no questions'),
    (p) =>
      p.both
        ? 'move the questions into the sections, or do without sections'
        : 'add `questions:` with a list, or `sections:` with groups of questions',
  ),
  'chat-incomplete': entry(
    'error',
    (p: { missing: string; embed: boolean }) =>
      p.embed ? `a chat that is embedded has to have a \`${p.missing}\`` : `the chat entry has no \`${p.missing}\``,
    (p) =>
      p.embed
        ? 'write `provider: livechat` with its `license`: no other chat can be embedded; or take `embed` away'
        : 'write `provider: livechat` with its `license`, or a `url` with its `label`',
  ),
  'dates-reversed': entry(
    'error',
    (p: { publish: string; expires: string }) =>
      `the question expires on ${p.expires}, ${p.expires === p.publish ? 'the day on which it is published' : `before it is published on ${p.publish}`}`,
    () => 'put the later date in `expires`',
  ),
  'change-order': entry(
    'warning',
    (p: { fault: 'twice' | 'unpublished' | 'order'; on: string; than: string }) =>
      ({
        twice: `the change of ${p.on} is told twice`,
        unpublished: `the change is of ${p.on}, before the answer is published on ${p.than}`,
        order: `the change of ${p.on} stands below one of ${p.than}, which is older`,
      })[p.fault],
    (p) =>
      ({
        twice: 'delete one of the two',
        unpublished: 'write the day of the change, or delete it: no reader knows what was there before',
        order: 'put the newest first, as the page shows them',
      })[p.fault],
  ),
  'updated-without-change': entry(
    'error',
    (p: { updated: string; newest: string }) =>
      `\`updated\` is ${p.updated}, but the newest major change is of ${p.newest}`,
    (p) =>
      p.updated < p.newest
        ? 'delete `updated`: it then follows the change'
        : `delete \`updated\`, or tell of the change of ${p.updated} with \`kind: major\``,
  ),
  'withdrawn-order': entry(
    'error',
    (p: { on: string; than: string | null; key: 'publish' | 'expires' | 'draft' }) =>
      ({
        publish: `the answer is withdrawn on ${p.on}, before it is published on ${p.than}`,
        expires: `the answer is withdrawn on ${p.on}, after it expired on ${p.than}`,
        draft: `the answer is withdrawn on ${p.on}, and a draft, of which no page tells`,
      })[p.key],
    (p) =>
      ({
        publish: 'put the later date in `withdrawn.on`, or delete the question',
        expires: 'delete `expires`: the notice takes the place of the answer',
        draft:
          'delete `draft`: the notice takes the place of the answer; or delete `withdrawn`, if it was never published',
      })[p.key],
  ),

  // What the texts refer to
  'unknown-source': entry(
    'error',
    (p: { id: string; nearest: string | null }) => `there is no source \`${p.id}\``,
    (p) => (p.nearest ? `did you mean \`${p.nearest}\`?` : `add \`${p.id}:\` to \`sources\``),
  ),
  'malformed-citation': entry(
    'error',
    (p: { text: string }) => `\`${p.text}\` is not a citation`,
    () =>
      'write [@id] with the key of a source, which holds no spaces, [@id, p. 5] for a place in it, or [@id1; @id2] for several; write \\[@ for the characters themselves',
  ),
  'unused-source': entry(
    'warning',
    (p: { id: string }) => `no answer cites the source \`${p.id}\``,
    (p) => `cite it as [@${p.id}], or delete it`,
  ),
  'uncited-answer': entry(
    'warning',
    (p: { id: string }) => `the answer to \`${p.id}\` cites no source`,
    () => 'cite one as [@id], or set `policy.citations` to `off`',
  ),
  'unknown-question': entry(
    'error',
    (p: { id: string; nearest: string | null; renamed: string | null }) =>
      p.renamed ? `\`${p.id}\` is an old id` : `there is no question \`${p.id}\``,
    (p) =>
      p.renamed
        ? `it is now \`${p.renamed}\``
        : p.nearest
          ? `did you mean \`${p.nearest}\`?`
          : 'link to the id of a question, of a section or of a page',
  ),
  'lost-id': entry(
    'error',
    (p: { id: string; kind: 'question' | 'section'; nearest: string | null; isSection: boolean }) =>
      p.kind === 'question' && p.isSection
        ? `the page of \`${p.id}\` was published, but only a section has this id now`
        : `the ${p.kind} \`${p.id}\` was published, but is gone`,
    (p) => {
      if (p.kind === 'question' && p.isSection)
        return 'give the section another `id`, and name this one in its `formerly`';
      const owner = p.nearest ? `\`${p.nearest}\`, if that ${p.kind}` : `the ${p.kind} that`;
      const does = p.kind === 'question' ? 'answers it now' : 'stands for it now';
      return `name it in \`formerly\` of ${owner} ${does}; if it was never published, or is withdrawn for good, delete this line`;
    },
  ),
  'link-to-left-out': entry(
    'warning',
    (p: { id: string; reason: string }) => `the link leads to \`${p.id}\`, which is left out: ${p.reason}`,
    () => 'its words are published without the link',
  ),
  'link-to-withdrawn': entry(
    'warning',
    (p: { id: string; isListed: boolean }) =>
      `${p.isListed ? 'readers would be led' : 'this leads'} to \`${p.id}\`, which was withdrawn`,
    (p) =>
      p.isListed ? 'it is not listed; take it out, or name another' : 'name what readers are to read instead of it',
  ),
  'unsafe-link': entry(
    'error',
    (p: { address: string; lacking: 'number' | 'mailbox' | null }) =>
      p.lacking === null
        ? p.address === ''
          ? 'this link has no address'
          : `\`${p.address}\` cannot be a link`
        : `\`${p.address}\` ${p.lacking === 'number' ? 'dials no number' : 'writes to nobody'}`,
    (p) =>
      p.lacking === 'number'
        ? 'write the number behind `tel:`, as in tel:+442079460018'
        : p.lacking === 'mailbox'
          ? 'write the address of mail behind `mailto:`, as in mailto:info@example.org'
          : 'a link begins with https, http, mailto, tel or sms, or with # and the id of a question',
  ),
  'wrong-placeholder': entry(
    'error',
    (p: { key: string; lacks: readonly string[]; strange: readonly string[] }) =>
      p.lacks.length > 0
        ? `\`${p.key}\` does not hold ${list(p.lacks)}`
        : `nothing fills in ${list(p.strange)} of \`${p.key}\``,
    (p) =>
      p.lacks.length > 0
        ? 'write it where the number or the name is to stand: the program fills it in'
        : 'delete it, or write what is to stand there',
  ),
  'invalid-page': entry(
    'error',
    (p: { path: string; problem: 'format' | 'title' | 'text' }) =>
      ({
        format: `\`${p.path}\` is no Markdown`,
        title: `\`${p.path}\` does not begin with a title`,
        text: `\`${p.path}\` has a title, and nothing below it`,
      })[p.problem],
    (p) =>
      ({
        format: 'a page of your own is a file that ends in .md',
        title: 'write it in the first line, as in `# About us`, and the text below it',
        text: 'write the text of the page, or take the file out of `site.pages`',
      })[p.problem],
  ),
  'missing-file': entry(
    'error',
    (p: { path: string; meant?: string | null; from?: string; isFolder?: boolean }) =>
      `there is no ${p.isFolder ? 'folder' : 'file'} \`${p.path}\` in the project`,
    (p) => {
      if (p.meant) return `did you mean \`${p.meant}\`?`;
      if (p.isFolder)
        return 'make it by `faqgen eject footer`, which copies a template into it, or write its path from the folder of faq.yaml';
      return `write its path from the folder of ${p.from ?? 'faq.yaml'}; a file from outside of ${p.from ? 'the project' : 'that folder'} cannot be used`;
    },
  ),
  'incomplete-address': entry(
    'error',
    (p: { address: string; meant: string | null }) =>
      p.meant === null
        ? `\`${p.address}\` holds what another generator would have filled in`
        : `\`${p.address}\` is read as the name of a file, and there is none`,
    (p) => (p.meant === null ? 'write the whole address' : `write \`${p.meant}\``),
  ),
  'link-mismatch': entry(
    'error',
    (p: { shown: string; target: string; does: 'dials' | 'writes to' | 'leads to'; isSecond?: boolean }) =>
      `the link shows \`${p.shown}\`, but ${p.does} \`${p.target}\``,
    (p) =>
      p.isSecond
        ? 'a link dials one number: write one for each, as in [112](tel:112) or [911](tel:911)'
        : p.does === 'dials'
          ? 'find out which of the two is right, and write that number in both places'
          : p.does === 'writes to'
            ? 'find out which of the two is right, and write that address in both places'
            : 'show the address to which it leads, or words that are no address',
  ),
  'missing-alternative': entry(
    'warning',
    (p: { path: string }) => `nothing says in words what the picture \`${p.path}\` shows`,
    (p) => `say it between the brackets, for those who cannot see it: ![What the picture shows](${p.path})`,
  ),
  'unsupported-image': entry(
    'error',
    (p: { path: string; remote: boolean }) =>
      p.remote ? 'an image from another site would be loaded by the page itself' : `\`${p.path}\` is not an image`,
    (p) =>
      p.remote
        ? 'save the image in the project and write its path'
        : 'use a file that ends in .avif, .gif, .jpeg, .jpg, .png, .svg or .webp',
  ),

  'invalid-lock': entry(
    'error',
    (p: { problem: string; help: string }) => p.problem,
    (p) => p.help,
  ),

  // Markdown
  'raw-html': entry(
    'warning',
    (p: { tag: string }) => `\`${p.tag}\` is HTML, and is printed as text`,
    (p) =>
      /^<\/?br\b/i.test(p.tag)
        ? 'write \\ at the end of a line that is to end there, and <br> in a cell of a table'
        : 'write it in Markdown; write \\< for a less-than sign',
  ),
  'joined-lines': entry(
    'warning',
    (
      p:
        | { in: 'yaml'; key: string; isFolded: boolean; isBlock: boolean; line: string }
        | { in: 'lines' | 'columns' | 'item'; line: string },
    ) => {
      const where =
        p.in === 'yaml'
          ? `${p.isFolded ? 'behind `>`' : 'without `|`'} all lines become one`
          : p.in === 'columns'
            ? 'lines with tabs in them are no table, and become one line'
            : p.in === 'item'
              ? 'a line right below an item of a list is a part of the item'
              : 'lines that stand right below each other become one';
      const line = p.line.replaceAll(/\s+/g, ' ');
      return `${where}: \`${line.length > 30 ? `${line.slice(0, 29)}…` : line}\` no longer begins a line`;
    },
    (p) =>
      p.in !== 'yaml'
        ? p.in === 'columns'
          ? 'begin and end each line with |, put | in the place of each tab, and write | --- | --- | below the first line, with --- for each column'
          : p.in === 'item'
            ? 'put a blank line above it; or begin it with blanks, as far right as the words of the item that it is a part of'
            : 'write \\ at the end of each line but the last, or `- ` at the start of each'
        : p.key === 'hours'
          ? 'write `hours: |` and the text below it: then each line stays one'
          : p.isBlock
            ? `write \`${p.key}: |\` and the text below it: then its lists, tables and headings stay`
            : `write \`${p.key}: |\` and the text below it, with \\ at the end of each of these lines, or \`- \` at the start of each`,
  ),
  'stray-mark': entry(
    'warning',
    (p: { mark: string; fate: string; help: string }) => `\`${p.mark}\` ${p.fate}`,
    (p) => p.help,
  ),
  'markup-in-text': entry(
    'warning',
    (p: { mark: string; key: string; help: string }) =>
      `\`${p.mark}\` is printed as it stands: \`${p.key}\` is no Markdown`,
    (p) => p.help,
  ),
  'ambiguous-marker': entry(
    'warning',
    (p: { marker: string; begins: 'list' | 'heading' | 'quotation' | 'code' | 'underline' | 'step' | 'end' | null }) =>
      p.begins === null
        ? `\`${p.marker}\` at the start of a line is printed as it stands`
        : p.begins === 'code'
          ? 'a backtick behind a letter or digit begins code, and is not printed'
          : p.begins === 'end'
            ? `\`${p.marker}\` at the end of a heading is not printed`
            : p.begins === 'step'
              ? `\`${p.marker}\` at the start of a line begins a list in the middle of a sentence`
              : p.begins === 'underline'
                ? `\`${p.marker}\` below a line makes a heading of it, and is not printed`
                : `\`${p.marker}\` at the start of a line begins a ${p.begins}, and is not printed`,
    (p) =>
      p.begins === 'step'
        ? 'write it on the line above, behind its sentence; put a blank line above a list'
        : p.begins === 'underline' && p.marker.length > 2
          ? 'put a blank line above it to part two paragraphs; for a heading write ## and one line of words'
          : p.marker === '`'
            ? "write ' or \u2019 for an apostrophe, and a space before code"
            : p.marker === '>'
              ? 'write \\> for the sign; a quotation begins with > and a letter'
              : `write ${p.marker.replaceAll('#', '\\#').replace(/^[^\\]/, '\\$&')} for the sign${p.marker === '+' ? ', or - for a list' : ''}`,
  ),
  'table-cells': entry(
    'error',
    (p: { cells: number; columns: number; isDashes: boolean }) =>
      p.isDashes
        ? `the row of dashes has ${p.cells} ${p.cells === 1 ? 'column' : 'columns'}, but the first row has ${p.columns}: no table comes of it`
        : `this row has ${p.cells} cells, but the table has ${p.columns} columns: the rest would be lost`,
    (p) =>
      p.isDashes
        ? `write \`|${' --- |'.repeat(Math.min(p.columns, 20))}\` in its place`
        : 'add columns to the first row, or write \\| for a bar inside of a cell',
  ),
  'text-below-table': entry(
    'warning',
    (p: { isRow: boolean }) =>
      p.isRow
        ? 'this line is taken for a row of the table above it'
        : 'a blank line is missing above: this line is no row of the table',
    (p) =>
      p.isRow
        ? 'put a blank line above it if it is not one; else begin and end it with |'
        : 'put a blank line above it, or | around each cell if it is a row',
  ),
  'unclosed-code': entry(
    'warning',
    (p: { fence: string }) => `${p.fence} begins code that never ends: all below it is printed as code`,
    (p) => `write ${p.fence} on a line of its own below the code`,
  ),
  'illegible-accent': entry(
    'error',
    (p: { accent: string; contrast: string; legible: string }) =>
      `\`${p.accent}\` cannot be read on the light page: its contrast is ${p.contrast} to 1, and 4.5 is asked for`,
    (p) => `the nearest colour that can is \`"${p.legible}"\`; for the dark page it is made lighter by itself`,
  ),
  'care-card-heading': entry(
    'error',
    (p: { kind: string }) => `the card \`[!${p.kind}]\` has no heading`,
    () => 'say on the line below it what to do: > ### Call 112 now if',
  ),
  'unlinked-phone': entry(
    'warning',
    (p: { number: string }) => `\`${p.number}\` in a care card cannot be pressed`,
    (p) => `if it is a number to call, write [${p.number}](tel:${p.number.replaceAll(/[^\d+]/g, '')})`,
  ),
  'no-disclosure': entry(
    'warning',
    () => 'nobody is told who answers, and who pays for it',
    () => 'say it in `contact.disclosure`: a reader cannot know whether a clinic, a call centre or a seller answers',
  ),
  'unknown-callout': entry(
    'error',
    (p: { kind: string; nearest: string | null; fault: 'kind' | 'line' | 'mark' }) =>
      p.fault === 'kind'
        ? `\`${p.kind}\` is not a kind of callout`
        : p.fault === 'line'
          ? `the words of a callout begin on the line below \`[!${p.kind}]\``
          : `\`[${p.kind}]\` begins no callout`,
    (p) =>
      p.fault === 'line'
        ? 'break the line there, and begin the next one with > as well'
        : p.fault === 'mark'
          ? `write > [!${p.kind.replaceAll(/[^A-Za-z]/g, '').toUpperCase()}] on a line of its own, and > before each line below it`
          : p.nearest
            ? `did you mean \`${p.nearest}\`?`
            : 'write NOTE, TIP, IMPORTANT, WARNING or CAUTION',
  ),
  'markdown-too-deep': entry(
    'error',
    () => 'the text is nested too deeply, or too dense with marks of Markdown',
    () => 'keep to a few levels of lists and quotations; write \\*, \\_ or \\[ for the characters themselves',
  ),
  'reading-grade': entry(
    'warning',
    (p: { id: string; grade: number; limit: number }) =>
      `the answer to \`${p.id}\` reads at grade ${p.grade}, above ${p.limit}`,
    () => 'shorten the sentences, and choose shorter words',
  ),

  // What is published, and with which review
  'left-out': entry(
    'note',
    (p: { id: string; reason: string }) => `\`${p.id}\` is left out: ${p.reason}`,
    () => null,
  ),
  'nothing-to-publish': entry(
    'error',
    () => 'no question is left to publish',
    () => 'the notes say why each one is left out',
  ),
  'unreviewed-answer': entry(
    'warning',
    (p: { ids: readonly string[]; total: number }) =>
      p.total === 1
        ? `the answer to \`${p.ids[0]}\` waits for its review`
        : `${p.ids.length} of ${p.total} answers wait for their review`,
    () => 'the pages say so; `policy.review` decides whether that is accepted',
  ),
  'evidence-after-review': entry(
    'warning',
    (p: { id: string; until: string; name: string; date: string; reviewer: string }) =>
      `the evidence of \`${p.id}\` was searched until ${p.until}, after ${p.name} approved the answer on ${p.date}`,
    (p) => `let it be read again: \`faqgen review sign ${p.id} --by ${p.reviewer}\` approves it anew`,
  ),
  'changed-answer': entry(
    'warning',
    (p: {
      id: string;
      name: string;
      reviewer: string;
      date: string;
      changed: readonly string[];
      shown: 'approved' | 'today';
    }) =>
      `the answer to \`${p.id}\` has changed since ${p.name} approved it on ${p.date}: ${p.changed.join(', ')}${p.shown === 'approved' ? '; the approved words are published' : ''}`,
    (p) =>
      p.changed.includes('the language')
        ? `\`language:\` of faq.yaml is not that of the approved words: put it right, or \`faqgen review sign ${p.id} --by ${p.reviewer}\` approves them in this one`
        : `\`faqgen review status\` shows the difference, \`faqgen review sign ${p.id} --by ${p.reviewer}\` approves it`,
  ),
  'expired-review': entry(
    'warning',
    (p: { id: string; name: string; reviewer: string; until: string }) =>
      `the review of \`${p.id}\` by ${p.name} ran out on ${p.until}`,
    (p) => `let it be read again: \`faqgen review sign ${p.id} --by ${p.reviewer}\` approves it anew`,
  ),
  'impossible-approvals': entry(
    'error',
    (p: { problem: string; help: string }) => `\`policy.approvals\`: ${p.problem}`,
    (p) => p.help,
  ),
  'invalid-review': entry(
    'error',
    (p: { problem: string; help: string }) => p.problem,
    (p) => p.help,
  ),
  'unknown-reviewer': entry(
    'error',
    (p: { id: string; nearest: string | null }) => `there is no reviewer \`${p.id}\``,
    (p) => (p.nearest ? `did you mean \`${p.nearest}\`?` : `add \`${p.id}:\` to \`reviewers\``),
  ),
  'false-review': entry(
    'error',
    (p: { file: string; id: string; reasons: readonly string[] }) =>
      `${p.file} calls the answer to \`${p.id}\` reviewed, but ${p.reasons.join('; ')}`,
    () => 'build and publish the site anew, or ask its publisher to',
  ),
  'review-claim': entry(
    'error',
    (p: { page: string | null; claim: string; isPublished?: boolean }) =>
      p.page === null
        ? `“${shortened(p.claim)}” claims a review that no record proves`
        : `${p.page} holds “${shortened(p.claim)}”, which claims a review that no record proves`,
    (p) =>
      p.isPublished
        ? 'build and publish the site anew, or ask its publisher to'
        : p.page === null
          ? 'delete it, or let a reviewer sign the answer it stands in: a signed answer says by itself who reviewed it'
          : 'take it out of the theme: a signed answer says by itself who reviewed it, by {{review.text}}',
  ),
  'altered-page': entry(
    'error',
    (p: { file: string; reasons: readonly string[] }) =>
      `${p.file} is not as faqgen printed it: ${p.reasons.map(shortened).join('; ')}`,
    () => 'build and publish the site anew, or ask its publisher to',
  ),
  'unknown-style': entry(
    'warning',
    (p: { file: string }) =>
      `${p.file} is the style of no theme that is at hand: what it hides, turns around or adds was not compared`,
    () => 'verify it in the project that it was made from, by the version of faqgen that made it',
  ),
  'no-answers': entry(
    'error',
    (p: { paths: readonly string[] }) => `there is no answer in ${list(p.paths)}`,
    () => 'name folders or files of pages that faqgen made: each answer is an <article> with an id',
  ),
  'change-requested': entry(
    'warning',
    (p: { id: string; name: string; date: string; note: string; path: string }) =>
      `${p.name} asked on ${p.date} for a change of \`${p.id}\`: “${shortened(p.note)}”`,
    (p) =>
      `change the words and let them be read again, or talk to ${p.name} and delete ${p.path}, where all of it stands`,
  ),
  'invalid-request': entry(
    'warning',
    (p: { problem: string }) => p.problem,
    () => 'what this reviewer asks for is not told: mend the file, or ask them, and delete it',
  ),
  'orphan-review': entry(
    'warning',
    (p: { id: string; nearest: string | null }) => `there is no question \`${p.id}\` that this record could approve`,
    (p) =>
      p.nearest
        ? `if \`${p.nearest}\` is its new id, name the old one in \`formerly\`; otherwise delete the file`
        : 'if the question has a new id, name the old one in `formerly`; otherwise delete the file',
  ),
  'idle-unreviewed': entry(
    'warning',
    (p: { unreviewed: string; isOff: boolean }) =>
      `\`unreviewed: ${p.unreviewed}\` does nothing: ${p.isOff ? '`review` is `off`, and every answer is published as it stands' : 'without `reviewers` no answer is reviewed, and every one is published as it stands'}`,
    (p) =>
      p.isOff
        ? 'write `review: warn` or `review: require`, or take `unreviewed` out'
        : 'name who reviews in `reviewers`, or take `unreviewed` out',
  ),
  'reviews-need-json': entry(
    'error',
    (p: { review: string }) =>
      `without faq.json nobody can check what was reviewed, and \`policy.review\` is \`${p.review}\``,
    () => 'delete this line, or write `review: off` in `policy`',
  ),
  'fragment-needs-url': entry(
    'error',
    () => 'a fragment for other sites needs the address of this one',
    () => 'add `url:` with the address at which the site stands, or delete this line',
  ),
  'source-due': entry(
    'warning',
    (p: { id: string; checked: string | null; every: string }) =>
      p.checked === null
        ? `nobody has noted when the source \`${p.id}\` was last opened`
        : `the source \`${p.id}\` was last opened on ${p.checked}, more than ${p.every} ago`,
    () => 'open it, see whether it still says what the answers say, and write the day in `checked`',
  ),
  'future-date': entry(
    'warning',
    (p: { key: string; date: string }) => `\`${p.key}\` is ${p.date}, which is still to come`,
    () => 'write the day on which it happened',
  ),
  'no-url': entry(
    'note',
    () => 'without `url` there is no sitemap, feed, canonical link or share image',
    () => 'add `url:` with the address at which the site will stand',
  ),
  'language-without-words': entry(
    'warning',
    (p: { language: string; available: readonly string[] }) =>
      `the built-in words are not available in \`${p.language}\`, and stand in English`,
    (p) => `they are available in ${list(p.available)}`,
  ),

  // The same FAQ in other languages
  'withdrawn-original': entry(
    'warning',
    (p: { id: string; file: string; on: string }) =>
      `the original of \`${p.id}\` in \`${p.file}\` was withdrawn on ${p.on}`,
    () => 'withdraw the translation as well: its readers act on it',
  ),
  'invalid-translation': entry(
    'error',
    (p: { problem: string; help: string }) => p.problem,
    (p) => p.help,
  ),
  'mismatched-translation': entry(
    'warning',
    (p: { problem: string; help: string }) => p.problem,
    (p) => p.help,
  ),
  'outdated-translation': entry(
    'warning',
    (p: { id: string; file: string; digest: string }) =>
      `the original of \`${p.id}\` in \`${p.file}\` has changed since it was translated; the page says so`,
    (p) => `translate it anew, then write \`translatedFrom: ${p.digest}\``,
  ),
  'unbound-translation': entry(
    'warning',
    (p: { id: string; file: string; digest: string }) =>
      `nothing says from which words of \`${p.file}\` the answer to \`${p.id}\` was translated`,
    (p) => `if it says what the original says today, add \`translatedFrom: ${p.digest}\``,
  ),
  'unknown-original': entry(
    'warning',
    (p: { id: string; file: string | null; nearest: string | null }) =>
      p.file === null
        ? 'nothing says of which file `translatedFrom` is a digest'
        : `there is no question \`${p.id}\` in \`${p.file}\``,
    (p) =>
      p.file === null
        ? 'add `original: true` and `file:` to the original in `translations`'
        : p.nearest
          ? `did you mean \`${p.nearest}\`?`
          : 'give it the `id` of its original; one that was written in this language alone needs none',
  ),

  // Templates
  'template-syntax': entry(
    'error',
    (p: { problem: string; help?: string }) => `the template cannot be read: ${p.problem}`,
    (p) => p.help ?? null,
  ),
  'template-failed': entry(
    'error',
    (p: { problem: string }) => `the template cannot be printed: ${p.problem}`,
    () => null,
  ),
  'template-unknown-name': entry(
    'error',
    (p: { name: string; nearest: string | null }) => `\`${p.name}\` is not among the data of this template`,
    (p) => (p.nearest ? `did you mean \`${p.nearest}\`?` : null),
  ),
  'template-unknown-partial': entry(
    'error',
    (p: { name: string; nearest: string | null }) => `there is no partial \`${p.name}\``,
    (p) => (p.nearest ? `did you mean \`${p.nearest}\`?` : `add a file ${p.name}.hbs`),
  ),
  'template-unknown-helper': entry(
    'error',
    (p: { name: string; nearest: string | null; known: readonly string[] }) => `there is no helper \`${p.name}\``,
    (p) => (p.nearest ? `did you mean \`${p.nearest}\`?` : `the helpers are ${list(p.known)}`),
  ),
  'template-raw-output': entry(
    'error',
    () => 'a template may not print a value without escaping it',
    () => 'write it between two braces: what is already HTML prints itself as HTML',
  ),
  'unused-param': entry(
    'warning',
    (p: { name: string }) => `no template prints the parameter \`${p.name}\``,
    (p) => `write \`{{params.${p.name}}}\` in a template of \`theme.templates\`, or delete the parameter`,
  ),
  'unused-template': entry(
    'warning',
    (p: { path: string; nearest: string | null }) =>
      `\`${p.path}\` replaces no file of the built-in theme, and no template uses it`,
    (p) => {
      const meant = p.nearest ? `did you mean \`${p.nearest}\`?` : null;
      return p.path.endsWith('.hbs') ? `${meant ? `${meant} ` : ''}\`faqgen eject --list\` says what there is` : meant;
    },
  ),
  'lone-tag': entry(
    'warning',
    (p: { name: string; isEnd: boolean }) =>
      p.isEnd ? `\`</${p.name}>\` closes no element` : `\`<${p.name}>\` is not closed`,
    (p) =>
      p.isEnd ? 'remove it, or open the element that it was to close' : `write \`</${p.name}>\` where the element ends`,
  ),
  'outdated-template': entry(
    'note',
    (p: { path: string; name: string; version: string }) =>
      `\`${p.path}\` is a copy from faqgen ${p.version}, and \`${p.name}\` has changed since`,
    (p) =>
      `move it out of the theme, copy it anew by \`faqgen eject ${p.name}\`, and carry your changes over; or delete this line to keep it as it is`,
  ),

  'invalid-style': entry(
    'error',
    (p: { problem: StyleProblem }) => styleProblems[p.problem][0],
    (p) => styleProblems[p.problem][1],
  ),
  'invalid-font': entry(
    'error',
    (p: { path: string }) => `\`${p.path}\` is no font that pages load: it is neither WOFF2 nor WOFF`,
    () => 'make a .woff2 of it, as by `woff2_compress font.ttf`, if its licence allows that',
  ),
  'unmeasured-font': entry(
    'warning',
    (p: { path: string }) => `the tables of \`${p.path}\` cannot be read: the page may move when the font has come`,
    () => 'make the .woff2 anew of the original font',
  ),
  'unused-font': entry(
    'warning',
    (p: { family: string }) => `nothing on the pages is set in “${p.family}”`,
    (p) =>
      `write \`for: text\`, \`for: headings\` or \`for: all\`, or name the family in \`theme.style\`: font-family: "${p.family}"`,
  ),
  'hidden-part': entry(
    'error',
    (p: { page: string; hides: string; by: string }) => `\`${p.by}\` takes ${p.hides} out of sight on ${p.page}`,
    () => 'a page may not go without it: remove the declaration, or let its selector name less',
  ),
  'misspelt-in-style': entry(
    'warning',
    (p: { kind: 'unread' | 'unset' | 'family'; name: string; meant: string }) =>
      ({
        unread: `nothing reads the property \`${p.name}\``,
        unset: `nothing sets the property \`${p.name}\``,
        family: `no font of \`theme.fonts\` has the family “${p.name}”`,
      })[p.kind],
    (p) => (p.kind === 'family' ? `did you mean “${p.meant}”?` : `did you mean \`${p.meant}\`?`),
  ),
  'words-in-style': entry(
    'error',
    (p: { words: string }) => `a style adds no words to a page, and this one adds ${p.words}`,
    () =>
      'write what readers are to read into faq.yaml; a style may add signs such as → and ·, counters, and `attr(href)`',
  ),
  'illegible-colors': entry(
    'error',
    (p: { text: string; ground: string; scheme: 'light' | 'dark'; contrast: string; fitting: string | null }) =>
      `\`${p.text}\` cannot be read on \`${p.ground}\` of the ${p.scheme} page: its contrast is ${p.contrast} to 1, and 4.5 is asked for`,
    (p) => `choose two colours that are further apart${p.fitting === null ? '' : `; \`${p.fitting}\` can be read`}`,
  ),

  // The finished pages
  'page-incomplete': entry(
    'error',
    (p: { page: string; lacks: string }) => `${p.page} does not show ${p.lacks}`,
    () => 'the theme left it out, changed it, or hid it: put it back',
  ),
  'altered-answer': entry(
    'error',
    (p: { page: string; how: string }) => `${p.page} calls an answer reviewed that it shows otherwise: ${p.how}`,
    () =>
      'in the article of a signed answer stands what was approved, and nothing else: put more behind it (docs/theming.md says what has its place there)',
  ),
  'broken-link': entry(
    'error',
    (p: { page: string; href: string }) => `${p.page} links to \`${p.href}\`, which is not in the site`,
    () => 'link to a page or an anchor that exists',
  ),
  'duplicate-anchor': entry(
    'error',
    (p: { page: string; id: string }) => `${p.page} holds the id \`${p.id}\` twice`,
    () => 'every id of a page is unique; links to it lead to the first',
  ),
  'foreign-request': entry(
    'error',
    (p: { page: string; address: string }) => `${p.page} would load \`${p.address}\` from another site`,
    () =>
      'a page asks no other site for anything: save it in the project and name it from there, a font in `theme.fonts`',
  ),
  'unsafe-markup': entry(
    'error',
    (p: { page: string; markup: string }) => `${p.page} holds \`${p.markup}\`, which a page may not hold`,
    () => 'remove it from the theme',
  ),

  // The surroundings
  'missing-faq': entry(
    'error',
    (p: { path: string; reason: string; similar: readonly string[] | null }) =>
      `\`${p.path}\` cannot be read: ${p.reason}`,
    ({ similar }) => {
      const [first, ...others] = similar ?? [];
      const naming = 'name the file as in `faqgen build path/to/faq.yaml`';
      if (first === undefined) return similar === null ? naming : `begin one by \`faqgen init\`, or ${naming}`;
      return `there is ${list([first, ...others])}: name the file, as in \`faqgen build ${/^[\w./-]+$/.test(first) ? first : `"${first}"`}\``;
    },
  ),
  'unusable-config': entry(
    'error',
    (p: { problem: string; help: string }) => `the configuration cannot be used: ${p.problem}`,
    (p) => p.help,
  ),
  'failed-hook': entry(
    'error',
    (p: { kind: 'rule' | 'output'; name: string; problem: string }) =>
      `the ${p.kind} \`${p.name}\` failed: ${p.problem}`,
    (p) => `mend \`${p.kind}s.${p.name}\` in this file, or take it out`,
  ),
  'unreadable-pages': entry(
    'error',
    (p: { path: string; reason: string; isAddress: boolean }) => `\`${p.path}\` cannot be read: ${p.reason}`,
    (p) =>
      p.isAddress
        ? 'nothing of it was judged; name the address at which the site begins, as in https://faq.example/'
        : 'name the folder or the address of a site, or a page that was saved from one',
  ),
  'unusable-source': entry(
    'error',
    (p: { path: string; reason: string; help: string }) => `\`${p.path}\` cannot be imported: ${p.reason}`,
    (p) => p.help,
  ),
  'output-refused': entry(
    'error',
    (p: { problem: string; help: string | null }) => p.problem,
    (p) => p.help,
  ),
  'write-failed': entry(
    'error',
    (p: { problem: string; help: string | null }) => p.problem,
    (p) => p.help,
  ),
  'shared-address': entry(
    'warning',
    (p: { url: string; files: readonly string[] }) => `${list(p.files)} have the same \`url\`, ${p.url}`,
    () => 'give each its own: published at one address, the one site would lie over the other',
  ),
  'lock-not-written': entry(
    'warning',
    (p: { problem: string }) => p.problem,
    () => 'the site is written; build once where the file can be written, so that its ids are not lost unnoticed',
  ),
  'new-ids': entry(
    'note',
    (p: { path: string; isFirst: boolean }) =>
      p.isFirst
        ? `there was no \`${p.path}\` that says what was published`
        : `\`${p.path}\` did not have all ids that are published now`,
    (p) =>
      `commit \`${p.path}\`, as this build wrote it, or as \`faqgen build --publish\` does on your machine: only then will you be told when one of them is lost`,
  ),
  'cannot-sign': entry(
    'error',
    (p: { problem: string; help: string | null }) => p.problem,
    (p) => p.help,
  ),
  'unusable-keys': entry(
    'error',
    (p: { path: string; problem: string }) => `the keys in \`${p.path}\` cannot be relied on: ${p.problem}`,
    () => 'each line names a reviewer and a key: doe ssh-ed25519 AAAA…',
  ),
  'cannot-listen': entry(
    'error',
    (p: { address: string; reason: string }) => `cannot serve at ${p.address}: ${p.reason}`,
    () => 'choose another address with `--host` or `--port`; `--port 0` takes any that is free',
  ),
} as const;

export type Code = keyof typeof catalogue;

/** What the words of one code are made of. */
export type Parameters<C extends Code> = (typeof catalogue)[C] extends {
  readonly message: (parameters: infer P) => string;
}
  ? unknown extends P
    ? Record<never, never>
    : P
  : never;

function entry<P>(severity: Severity, message: (parameters: P) => string, help: (parameters: P) => string | null) {
  return { severity, message, help };
}

export type StyleProblem = keyof typeof styleProblems;

/** What is wrong with a style sheet, and what mends it. */
const styleProblems = {
  'unclosed-block': [
    'this block is not closed',
    'write `}` where it ends: a browser takes all that follows for a part of it',
  ],
  'unclosed-string': ['this text has no closing quotation mark in its line', 'write the mark at its end'],
  'unclosed-comment': ['this comment is not closed', 'write `*/` where it ends'],
  'stray-brace': ['this `}` closes nothing', 'remove it, or write the rule that it was to close'],
  'no-declaration': [
    'this is neither a declaration nor a rule',
    'write a property, a colon and a value, and `;` behind it',
  ],
  import: [
    'a style sheet of the site loads no other',
    'name the files in `theme.style`, in their order: [base.css, brand.css]',
  ],
  'data-font': [
    'the policy of the pages lets no font in that stands in a data: address',
    'save it as a file beside faq.yaml and name it in `theme.fonts`, or here by url("…")',
  ],
  'no-picture': [
    'this is neither a picture nor a font that a browser reads',
    'name a file that ends in .svg, .png, .jpg, .gif, .webp, .avif, .woff2, .woff, .ttf or .otf',
  ],
} as const;

/** What is named, and of which signs such a name is made. */
const idKinds = {
  page: {
    name: 'an id',
    rule: 'an id is made of small letters, digits and single hyphens, at most 100 in all, and 60 in most scripts other than Latin',
  },
  reviewer: {
    name: 'the id of a reviewer',
    rule: 'this id is made of small letters a to z, digits and single hyphens, at most 100 in all',
  },
  param: {
    name: 'the name of a parameter',
    rule: 'this name is made of small letters a to z, digits and single hyphens, at most 100 in all',
  },
  key: {
    name: 'the key of a source',
    rule: 'a key is made of letters, digits and _, with single signs of - : . / + between them, at most 100 in all',
  },
  old: {
    name: 'an old anchor',
    rule: 'an old anchor is written as it stands behind the # of an address, without blanks',
  },
} as const;

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}

function list(words: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const quoted = words.map((word) => `\`${word}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} ${conjunction} ${quoted.at(-1)}`;
}

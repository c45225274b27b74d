import type { Command } from 'commander';
import type { Example } from '../manual/commandTree.ts';

/** Command lines that work, by the command that they show: each `--help` ends with its own. */
const examples: Readonly<Record<string, readonly Example[]>> = {
  faqgen: [
    { line: 'faqgen init my-faq', does: 'begin a project' },
    { line: 'faqgen watch --open', does: 'see it in the browser, and every save of it' },
    { line: 'faqgen build', does: 'write the site into dist/' },
  ],
  'faqgen init': [
    { line: 'faqgen init my-faq', does: 'ask what is not known, and write a project into my-faq/' },
    { line: 'faqgen init --yes --host netlify --ci github', does: 'ask nothing, and write it here' },
  ],
  'faqgen import': [
    { line: 'faqgen import page.html', does: 'a faq.yaml of the questions of a saved page' },
    { line: 'faqgen import answers.csv more.json -o shop.yaml', does: 'one FAQ of two files' },
    { line: 'faqgen import export/ --dry-run', does: 'what would be taken of a folder, and what not' },
  ],
  'faqgen page': [
    { line: 'faqgen page privacy > privacy.md', does: 'to be filled in, and named in `site.pages`' },
    { line: 'faqgen page accessibility > accessibility.md', does: 'the same of a statement of accessibility' },
  ],
  'faqgen eject': [
    { line: 'faqgen eject footer masthead', does: 'copy two into the folder of the theme' },
    { line: 'faqgen eject --list', does: 'all that there are, a line each' },
  ],
  'faqgen build': [
    { line: 'faqgen build', does: 'the site of faq.yaml into dist/' },
    { line: 'faqgen build --strict --url https://example.org/faq/ -o public', does: 'as a pipeline may want it' },
    { line: 'faqgen build --drafts -o preview', does: 'a preview for a pull request' },
  ],
  'faqgen check': [
    { line: 'faqgen check', does: 'what a build of faq.yaml would say' },
    { line: 'faqgen check --format sarif > faq.sarif', does: 'the same for a forge' },
    { line: 'faqgen check - < faq.yaml', does: 'of what another program writes' },
  ],
  'faqgen watch': [
    { line: 'faqgen watch --open', does: 'serve the site, and open it in the browser' },
    { line: 'faqgen watch --port 8080 --no-drafts', does: 'at this port, and only what a build would publish' },
  ],
  'faqgen review': [
    { line: 'faqgen review status', does: 'which answers wait for whom' },
    { line: 'faqgen review open', does: 'read, compare and approve in the browser' },
    { line: 'faqgen review sign caffeine --by doe', does: 'record that doe approves the answer' },
  ],
  'faqgen review status': [
    { line: 'faqgen review status', does: 'every answer, and what has changed since it was approved' },
    { line: 'faqgen review status --due 30d', does: 'what runs out in 30 days' },
  ],
  'faqgen review sign': [
    { line: 'faqgen review sign caffeine --by doe', does: 'show the answer, ask, and record the approval' },
    { line: 'faqgen review sign --all --by doe --yes', does: 'of all answers, which doe has read elsewhere' },
  ],
  'faqgen review open': [
    { line: 'faqgen review open --by doe', does: 'doe reads and approves in the browser' },
    { line: 'faqgen review open --by doe --key reviewer-key', does: 'the same, signed with this key' },
  ],
  'faqgen review verify': [
    { line: 'faqgen review verify', does: 'prove the records of the project' },
    { line: 'faqgen review verify dist', does: 'prove what the pages of a site say of reviews' },
    { line: 'faqgen review verify https://faq.example/', does: 'the same for what a host gives to readers' },
  ],
  'faqgen next': [
    { line: 'faqgen next', does: 'the days on which the site would change by itself' },
    { line: 'faqgen next --format ical > faq.ics', does: 'the same for a calendar' },
    { line: 'faqgen next --format github', does: 'an issue for each reviewer who is to read' },
  ],
  'faqgen audit': [
    { line: 'faqgen audit', does: 'what is found, what is missing, and what needs a person' },
    { line: 'faqgen audit --format markdown > audit.md', does: 'the same, to hand over' },
  ],
  'faqgen explain': [
    { line: 'faqgen explain unknown-key', does: 'what it means, wrong and right' },
    { line: 'faqgen explain', does: 'all codes, a line each' },
  ],
  'faqgen schema': [
    { line: 'faqgen schema > faq.schema.json', does: 'for an editor that looks for it beside faq.yaml' },
    { line: 'faqgen schema', does: 'print it' },
  ],
  'faqgen completion': [
    { line: 'faqgen completion bash > ~/.faqgen-completion.bash', does: 'to be read by ~/.bashrc' },
    { line: 'faqgen completion fish > ~/.config/fish/completions/faqgen.fish', does: 'where fish looks for it' },
  ],
  'faqgen doctor': [
    { line: 'faqgen doctor', does: 'what is in order around faq.yaml, and what is not' },
    { line: 'faqgen doctor --watch', does: 'also whether changes of files are noticed' },
  ],
};

/** The examples of a command by its whole name; empty where there are none. */
export function examplesOf(name: string): readonly Example[] {
  return examples[name] ?? [];
}

/** Lets the help of a command, and of all below it, end with examples. */
export function showExamples(command: Command, above = ''): void {
  const name = `${above}${command.name()}`;
  command.addHelpText('after', () => {
    const own = examplesOf(name);
    return `\nExamples:\n${own.map(({ line, does }) => `  $ ${line}\n      ${does}`).join('\n')}`;
  });
  for (const one of command.commands) showExamples(one, `${name} `);
}

import type { SiteHost } from './choices.ts';

/** What a workflow depends on. */
export interface WorkflowSettings {
  readonly host: SiteHost;
  /** Whether faq.yaml says where the site will stand. */
  readonly hasUrl: boolean;
  /** The way from the root of the repository to the project; empty where they are one. */
  readonly folder: string;
}

const deployers: Partial<Record<SiteHost, string>> = {
  netlify: 'Netlify',
  cloudflare: 'Cloudflare Pages',
  vercel: 'Vercel',
};

/** A workflow of GitHub: builds on every change, and every day. */
export function githubWorkflow({ host, hasUrl, folder }: WorkflowSettings): string {
  const dist = folder === '' ? 'dist' : `${folder}/dist`;
  const deployer = deployers[host];
  const isPages = host === 'pages';
  const asksAddress = isPages && !hasUrl;
  return `# Builds the site on every change, and every day: from the day on which a sign-off runs out, or an answer
# expires, the site says so. GitHub ends the daily run of a public repository that nobody changes for 60 days.
name: FAQ

on:
  push:
    branches: [main, master]
  pull_request:
  schedule:
    - cron: "17 3 * * *"
  workflow_dispatch:

permissions:
  contents: read
${folder === '' ? '' : `\ndefaults:\n  run:\n    working-directory: ${JSON.stringify(folder)}\n`}
jobs:
  build:
    runs-on: ubuntu-latest
${asksAddress ? '    permissions:\n      contents: read\n      pages: read\n' : ''}    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-node@v5
        with:
          node-version: 24
      # Commit package-lock.json, which \`npm install\` writes.
      - run: npm ci
${
  asksAddress
    ? `      - uses: actions/configure-pages@v5
        id: pages
        if: github.event_name != 'pull_request'
      - run: npx --no-install faqgen build --format github \${PAGES:+--url "$PAGES"}
        env:
          PAGES: \${{ steps.pages.outputs.base_url }}
`
    : '      - run: npx --no-install faqgen build --format github\n'
}${
  isPages
    ? `      - uses: actions/upload-pages-artifact@v4
        if: github.event_name != 'pull_request'
        with:
          path: ${JSON.stringify(dist)}

  deploy:
    needs: build
    if: github.event_name != 'pull_request'
    runs-on: ubuntu-latest
    permissions:
      pages: write
      id-token: write
    concurrency:
      group: pages
    environment:
      name: github-pages
      url: \${{ steps.deployment.outputs.page_url }}
    steps:
      - uses: actions/deploy-pages@v4
        id: deployment
`
    : deployer
      ? `      # ${deployer} builds on every push by itself; this asks it to build once a day as well. The secret BUILD_HOOK
      # is the address of a build or deploy hook, which you make in its settings.
      - if: github.event_name == 'schedule' || github.event_name == 'workflow_dispatch'
        env:
          BUILD_HOOK: \${{ secrets.BUILD_HOOK }}
        run: |
          test -n "$BUILD_HOOK" || { echo "::error::The secret BUILD_HOOK is not set"; exit 1; }
          curl --fail --silent --show-error --request POST "$BUILD_HOOK"
`
      : `      # Put your own way to your host here, as in
      # - run: rsync -a --delete --delay-updates dist/ you@example.org:/srv/faq/dist/
      - uses: actions/upload-artifact@v4
        with:
          name: faq
          path: ${JSON.stringify(dist)}
`
}${reminders}`;
}

/** An issue for each reviewer who has something to read: made, brought up to date, and closed when nothing is left. */
const reminders = `
  reviews:
    # An issue for each reviewer of whom an answer has changed since, or whose review runs out within 30 days.
    if: github.event_name == 'schedule' || github.event_name == 'workflow_dispatch'
    runs-on: ubuntu-latest
    permissions:
      contents: read
      issues: write
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-node@v5
        with:
          node-version: 24
      - run: npm ci
      - run: npx --no-install faqgen next --format github > reminders.json
      - env:
          GH_TOKEN: \${{ github.token }}
          GH_REPO: \${{ github.repository }}
        run: |
          cat > remind.mjs <<'END'
          import { execFileSync } from 'node:child_process';
          import { readFileSync } from 'node:fs';
          const gh = (...words) => execFileSync('gh', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
          const due = JSON.parse(readFileSync('reminders.json', 'utf8'));
          const label = ['--label', 'faq-review'];
          // A box that a reviewer has ticked stays ticked, until there is something else to read.
          const unticked = (text) => text.replaceAll('\\r', '').replaceAll(/^- \\[x\\]/gim, '- [ ]').trim();
          gh('label', 'create', 'faq-review', '--description', 'A reviewer is to read an answer', '--force');
          const open = JSON.parse(gh('issue', 'list', ...label, '--limit', '500', '--json', 'number,title,body'));
          for (const { title, body } of due) {
            const issue = open.find((one) => one.title === title);
            if (!issue) gh('issue', 'create', ...label, '--title', title, '--body', body);
            else if (unticked(issue.body) !== unticked(body)) gh('issue', 'edit', String(issue.number), '--body', body);
          }
          for (const { number, title } of open)
            if (!due.some((one) => one.title === title))
              gh('issue', 'close', String(number), '--comment', 'Nothing is left to read.');
          END
          node remind.mjs
`;

/** The pipeline of GitLab. Its daily run is made in the settings: no file can. */
export function gitlabPipeline({ host, hasUrl, folder }: WorkflowSettings): string {
  const deployer = deployers[host];
  const isPages = host === 'pages';
  const url = isPages && !hasUrl ? ' --url "$CI_PAGES_URL"' : '';
  return `# Builds the site on every change. Have it run every day, too (Build > Pipeline schedules): from the day on which
# a sign-off runs out, or an answer expires, the site then says so.
image: node:24

before_script:
${folder === '' ? '' : `  - cd ${JSON.stringify(folder)}\n`}  # Commit package-lock.json, which \`npm install\` writes.
  - npm ci

check:
  script:
    - npx --no-install faqgen check
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"

${isPages ? 'pages' : 'build'}:
  script:
    - npx --no-install faqgen build --out "$CI_PROJECT_DIR/public"${url}
${
  deployer
    ? `    # ${deployer} builds on every push by itself; this asks it to build once a day as well. The variable BUILD_HOOK
    # is the address of a build or deploy hook, which you make in its settings.
    - |
      if [ "$CI_PIPELINE_SOURCE" = schedule ]; then
        test -n "$BUILD_HOOK" || { echo "The variable BUILD_HOOK is not set"; exit 1; }
        wget -q -O - --post-data= "$BUILD_HOOK"
      fi
`
    : isPages
      ? ''
      : `    # Put your own way to your host here, as in
    # - rsync -a --delete --delay-updates "$CI_PROJECT_DIR/public/" you@example.org:/srv/faq/dist/
`
}  artifacts:
    paths:
      - public
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`;
}

import type { Faq } from '../faq/faq.ts';
import type { DoctorSurroundings } from '../host/host.ts';
import { type Finding, ok, problem, unchecked } from './finding.ts';

/** Whether this machine can sign for a reviewer who has a key. */
export async function signingFindings(
  { faq, root, source }: { faq: Faq | null; root: string; source: string },
  world: DoctorSurroundings,
): Promise<Finding[]> {
  const [program, agent] = ['ssh-keygen', 'SSH agent'];
  const none = (why: string) => [unchecked(program, why), unchecked(agent, why)];
  if (faq === null) return none(`whether a reviewer has a key is not known, as ${source} has errors`);
  const keyed = faq.reviewers.filter(({ keys }) => keys.length > 0);
  if (keyed.length === 0) return none('no reviewer has a `key`, so that nothing is signed by one');
  const usage = await world.run('ssh-keygen', ['-?'], root);
  const install = 'install OpenSSH 8.1 or newer';
  return [
    usage === null
      ? problem(program, 'it is not installed', install)
      : usage.output.includes('-Y sign')
        ? ok(program, 'it is installed, and signs')
        : problem(program, 'it is too old to sign', install),
    await agentFinding(agent, keyed, root, world),
  ];
}

async function agentFinding(
  name: string,
  keyed: Faq['reviewers'],
  root: string,
  world: DoctorSurroundings,
): Promise<Finding> {
  const listed = await world.run('ssh-add', ['-L'], root);
  const otherwise = 'who signs here names the private key by `--key`';
  if (listed === null) return unchecked(name, `ssh-add is not installed; ${otherwise}`);
  const held = keyed.filter(({ keys }) => keys.some(({ key }) => listed.output.includes(key)));
  if (held.length > 0) return ok(name, `it has the key of ${held.map(({ id }) => id).join(', ')}`);
  // Most who edit are no reviewers: that the agent has no such key is no fault of the machine.
  return unchecked(
    name,
    listed.exitCode > 1 ? `none answers; ${otherwise}` : `it has no key of a reviewer; ${otherwise}`,
  );
}

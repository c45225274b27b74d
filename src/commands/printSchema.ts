import type { Host } from '../host/host.ts';
import type { ExitCode } from '../projects/report.ts';

/** `faqgen schema`: the JSON Schema of faq.yaml, byte for byte as the package brings it along. */
export function printSchema(host: Host): ExitCode {
  const schema = host.packaged.read('schema/faq.schema.json');
  if (schema === null) {
    host.stderr.write('error: this copy of faqgen lacks schema/faq.schema.json: install it anew\n');
    return 2;
  }
  host.stdout.write(schema);
  return 0;
}

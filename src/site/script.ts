/** A script as it is published: without the lines that are comments, and without indentation. */
export function compactScript(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('//'))
    .map((line) => `${line}\n`)
    .join('');
}

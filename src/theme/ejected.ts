import { createHash } from 'node:crypto';
import type { Theme } from '../faq/faq.ts';

/** Of what a copy of a built-in template was made. */
export interface Origin {
  /** Name of the built-in template, without `.hbs`. */
  readonly name: string;
  /** Of the faqgen that made the copy. */
  readonly version: string;
  /** Of the built-in template as it then was, by `digestOfTemplate`. */
  readonly digest: string;
}

/** A built-in template as a theme gets it: with a comment that prints nothing, by which a later build knows of what it is a copy. */
export function ejectedTemplate(name: string, text: string, version: string): string {
  return `{{!-- ${name}.hbs of faqgen ${version}, ${digestOfTemplate(text)} --}}\n${text}`;
}

/** Null of a template that is no copy, or does not say so. */
export function originOf(text: string): Origin | null {
  const [, name, version, digest] =
    /^\{\{!-- ([\w-]+)\.hbs of faqgen (\S+), ([0-9a-f]{12}) --\}\}/.exec(text.slice(0, 200)) ?? [];
  return name === undefined || version === undefined || digest === undefined ? null : { name, version, digest };
}

/** Twelve hexadecimal digits, another one for each text. */
export function digestOfTemplate(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** What a built-in template says of itself in its first line: what it prints, and what of its data. */
export function describeTemplate(text: string): { readonly prints: string; readonly data: string } {
  const [, prints = '', data = ''] = /^\{\{!-- (.*) Data: (.*)\. --\}\}\n/.exec(text) ?? [];
  return { prints, data };
}

/** What an editor has to write into faq.yaml, named `source`, before a build reads the copies in `folder`; none where that is done. */
export function linesToAdd(theme: Theme, source: string, folder: string): string[] {
  const { accent, answers, styles, fonts, params, templates } = theme;
  if (templates !== null) return [];
  const isSet = accent !== null || answers !== 'open';
  const hasTheme = isSet || styles.length + fonts.length + Object.keys(params).length > 0;
  return [
    '',
    `  Add to ${hasTheme ? '`theme` in ' : ''}${source}, so that a build reads ${folder}/:`,
    hasTheme ? `    templates: ${folder}` : `    theme: {templates: ${folder}}`,
  ];
}

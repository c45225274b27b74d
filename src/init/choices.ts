export const forges = ['github', 'gitlab', 'none'] as const;
export type Forge = (typeof forges)[number];

export const siteHosts = ['pages', 'netlify', 'cloudflare', 'vercel', 'apache', 'plain'] as const;
export type SiteHost = (typeof siteHosts)[number];

/** Why a text cannot be a title; null where it can. */
export function faultOfTitle(text: string): string | null {
  if (text.trim() === '') return 'Write a title of at least one letter.';
  return /[\p{Cc}\p{Zl}\p{Zp}]/u.test(text) ? 'Write a title of one line.' : null;
}

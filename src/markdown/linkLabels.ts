/** How often each label of a link stands between brackets. */
export function countLabels(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [, inner = ''] of text.matchAll(/\[([^[\]]*)\]/g)) {
    const label = normalizeLabel(inner);
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return counts;
}

/** Two labels are one where they differ in case and white space alone. */
export function normalizeLabel(label: string): string {
  return label.trim().toLowerCase().replaceAll(/\s+/g, ' ');
}

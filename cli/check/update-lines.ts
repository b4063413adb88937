import type { UpdatedBaseline } from '../../suites/update-baseline.ts';

/** What `--update-baseline` has changed, a line each kind of change. */
export function updateLines(file: string, { added, dropped, renewed }: UpdatedBaseline): string[] {
  const changes = [
    { cases: added, what: 'added; give each its reason' },
    { cases: dropped, what: 'dropped' },
    { cases: renewed, what: 'had expired and its finding is still there: it has no date any more' },
  ].filter(({ cases }) => cases.length > 0);
  if (changes.length === 0) return [`${file}: nothing to change`];
  return changes.map(({ cases, what }) => {
    const count = cases.length === 1 ? '1 entry' : `${cases.length} entries`;
    return `${file}: ${count} ${what}: ${cases.join(', ')}`;
  });
}

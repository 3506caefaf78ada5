/** The news of a framework in words: what a newer version of it brought. */
import type { News } from '../../core/importing/standards-news.js';
import { visible } from '../../output/safe.js';

/** How many of a kind are named without `--verbose`. */
const SHOWN = 10;

/** The news as data: codes. */
export function newsJson(news: News | null) {
  return news === null ? null : { ...news, changed: news.changed.map(({ code }) => code) };
}

/** A line for what appeared, what changed and what vanished; none where nothing did. */
export function newsLines(news: News | null, all: boolean): string[] {
  if (news === null) return [];
  return [
    ...line('appeared', news.appeared, all),
    ...line(
      'changed',
      news.changed.map(({ code, facts }) => `${code} (${facts.join(', ')})`),
      all,
    ),
    ...line('no longer in the file, kept', news.vanished, all),
  ];
}

function line(title: string, codes: readonly string[], all: boolean): string[] {
  if (codes.length === 0) return [];
  const shown = all ? codes : codes.slice(0, SHOWN);
  const more = codes.length - shown.length;
  const rest = more > 0 ? `, and ${more} more (--verbose names all)` : '';
  return [`  ${title}: ${codes.length} (${shown.map((code) => visible(code)).join(', ')}${rest})`];
}

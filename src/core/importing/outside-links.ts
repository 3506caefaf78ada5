/** Links whose other end is in no framework of the gradebook: kept until that framework comes. */
import type { Id } from '../model.js';
import { guidKey } from './guids.js';

export interface OutsideLink {
  readonly competency: Id;
  /** The word of the source, such as `exactMatchOf`. */
  readonly word: string;
  /** The guid or the address of the other end. */
  readonly target: string;
  /** What the source calls the other end. */
  readonly title: string | null;
  /** The competency is the origin of the link, as its source has it. */
  readonly outward: boolean;
}

/** What tells two outside links of a competency apart. */
export function outsideKey({ word, target, outward }: Omit<OutsideLink, 'competency'>): string {
  return `${outward ? 'to' : 'from'}\n${word}\n${guidKey(target)}`;
}

/** What a night has changed that was ended before it could say so. */
import { countsTogether, type StepCounts } from '../../core/nightly/report.js';
import { enteredSince, reached, type Since } from '../../store/nightly-changes.js';
import { withGradebook } from '../../store/open.js';
import { rollupsAfter } from '../../store/rollup/report.js';
import { rollupFacts } from '../rollup-facts.js';

/** How far the gradebook has come, at the beginning of a night. */
export function reachedBy(db: string): Since {
  return withGradebook(db, reached);
}

/** All that has come since the beginning of a night that did not end. */
export function changesSince(db: string, since: Since): StepCounts {
  return withGradebook(db, (book) => {
    const rolled = rollupsAfter(book, since.rollup).map((one): StepCounts => {
      const { counts, newlyReady } = rollupFacts(book, one);
      return {
        masteries: { met: counts.met, lost: counts.lost },
        ready: { newly: [...newlyReady()].length },
      };
    });
    return countsTogether([enteredSince(book, since), ...rolled]);
  });
}

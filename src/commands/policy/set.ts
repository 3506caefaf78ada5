/** `pl policy set`: says keys at a place, always or from a day on. */
import type { Command } from 'commander';
import type { Day, PolicyValue } from '../../core/model.js';
import {
  allowedValues,
  COMPETENCY_KEYS,
  type DatedSetting,
  POLICY_KEYS,
  type PolicyKey,
  writePolicyValue,
} from '../../core/policy.js';
import { isAt, type Place } from '../../core/policy-place.js';
import { putPolicy } from '../../store/apply-standards.js';
import type { Gradebook } from '../../store/open.js';
import { loadPolicies, loadStandards } from '../../store/standards.js';
import { NOW } from '../../store/view.js';
import { write } from '../../store/writing.js';
import type { Session } from '../session.js';
import { doubtsOfLetters } from './letters.js';
import { type LevelFlags, type NamedPlace, placeOf, refuseBoth, withLevel } from './level.js';
import { type Pairs, readPairs } from './pairs.js';
import { type FromFlag, heldTexts, readFrom, refuseUnfit } from './proposal.js';
import { policyJson, policyShown, type ShownPolicy } from './show.js';

type SetFlags = LevelFlags & FromFlag;

export function defineSet(command: Command, session: Session): void {
  withLevel(command.command('set'))
    .description('set keys; KEY= takes back what was said there')
    .argument('<key=value...>', `keys: ${POLICY_KEYS.join(', ')}`)
    .option(
      '--from <date>',
      'the first day on which it holds; a day to come is allowed, as this is a rule (default: always)',
    )
    .addHelpText('after', `\nWhat each key allows:\n${ALLOWED}\n${FROM_HELP}`)
    .action((pairs: string[], flags: SetFlags) => set(session, pairs, flags));
}

const ALLOWED = POLICY_KEYS.map((key) => `  ${key.padEnd(17)}${allowedValues(key)}`).join('\n');

const FROM_HELP = `
KEY= --from DATE takes back what was to begin on that day. Of several values of a key at one place,
the one that began last holds; "pl progress --as-of" and all other lists go by the day they are about.`;

async function set(session: Session, pairs: readonly string[], flags: SetFlags): Promise<void> {
  refuseBoth(flags);
  const from = readFrom(session, flags);
  const said = readPairs(pairs);
  const book = await session.book();
  const place = await placeOf(session, loadStandards(book), flags);
  const since = from === null ? '' : ` from ${from}`;
  const facts = session.entry('policy set', {
    competency: place.competency,
    about: `${place.name}: ${pairs.join(' ')}${since}`,
  });
  // What stands is read within the transaction: of two at once neither decides on what the other changes.
  const { entry, result: doubts } = write(book, facts, (writer) => {
    const settings = loadPolicies(book);
    const standards = loadStandards(book);
    refuseUnfit({ standards, settings }, place, said, from);
    const doubts = doubtsOfLetters(book, standards, said);
    for (const [key, value] of said) {
      if (!stands(settings, place, key, value, from)) putPolicy(writer, place, key, value, from);
    }
    return doubts;
  });
  for (const doubt of doubts) session.say(`warning: ${doubt}`);
  const shown = policyShown(book, loadStandards(book), place, NOW);
  if (session.format === 'json') return session.print.json(policyJson(place, shown));
  for (const line of report(session, place, said, from, shown)) session.say(line);
  sayNext(session, book, said, entry !== null, from);
}

/** Whether that is what is said there already; undefined: nothing is. */
function stands(
  settings: readonly DatedSetting[],
  place: Place,
  key: PolicyKey,
  value: PolicyValue | undefined,
  startsOn: Day | null,
): boolean {
  const before = settings.find(
    (one) => isAt(place, one) && one.key === key && one.startsOn === startsOn,
  );
  return JSON.stringify(before?.value) === JSON.stringify(value);
}

function report(
  session: Session,
  place: NamedPlace,
  said: Pairs,
  from: Day | null,
  { policy, sources, inForce, upcoming }: ShownPolicy,
): string[] {
  const { words } = session;
  const now = [...said.keys()].map(
    (key) => `${key} is ${writePolicyValue(key, policy[key]) || 'not set'} (${sources[key]})`,
  );
  const later = upcoming.filter(
    (one) => isAt(place, one) && one.startsOn === from && said.has(one.key as PolicyKey),
  );
  return [
    `policy of ${place.name}: ${now.join(', ')}`,
    ...later.map(
      ({ key, value }) =>
        `from ${words.day(from ?? '')}: ${key} is ${writePolicyValue(key as PolicyKey, value)}`,
    ),
    ...heldTexts(session, place, said, from, inForce),
  ];
}

/** What to run after a change. */
function sayNext(
  session: Session,
  book: Gradebook,
  said: Pairs,
  changed: boolean,
  from: Day | null,
): void {
  const movesStatus = [...said.keys()].some((key) => COMPETENCY_KEYS.includes(key));
  const next = movesStatus ? 'pl rollup says whose status it moves' : 'pl grades shows them';
  if (!changed) session.say('that stood already: nothing was changed');
  else if (from === null || from <= book.today) session.say(next);
  else session.say(`from ${session.words.day(from)} on ${next}`);
}

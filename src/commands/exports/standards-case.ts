/**
 * `pl export standards --format case`: one framework as a CASE 1.1 package. What CASE has no word for
 * stands in `extensions`, so that an import of the file gives the same facts.
 */
import { PlError } from '../../core/errors.js';
import { isUuid } from '../../core/importing/guids.js';
import type { Competency, Framework, Id } from '../../core/model.js';
import type { Standards } from '../../core/standards.js';
import { lastChanges, loadLinks, loadOutsideLinks, loadStandards } from '../../store/standards.js';
import { frameworkCalled } from '../policy/level.js';
import type { Asked } from './exporter.js';
import { caseItem } from './standards-case-items.js';
import {
  caseAssociations,
  type Named,
  namesOfAssociations,
  placesOf,
} from './standards-case-links.js';
import { uuidsOf } from './uuids.js';

/** The package, its keys in the order of the standard. */
export async function exportCase(asked: Asked): Promise<object> {
  const { book, view, flags } = asked;
  if ([flags.under, flags.pathway, flags.term].some((flag) => flag !== undefined)) {
    throw new PlError('usage', '--format case writes a whole framework: --framework says which');
  }
  const standards = loadStandards(book, view);
  const framework = frameworkAsked(standards, flags.framework);
  const own = standards.ordered.filter((one) => one.framework === framework.id);
  const nameOf = (one: Competency) => `${book.uid}/${standards.frameworkName(one)}/${one.code}`;
  const documentName = `${book.uid}/${framework.name}`;
  const ids = await uuidsOf([documentName, ...standards.ordered.map(nameOf)]);
  const idOf = (one: Competency) =>
    one.guid !== null && isUuid(one.guid) ? one.guid : ids(nameOf(one));
  const document = documentOf(framework, ids(documentName));
  const changes = lastChanges(book, view);
  const last = lastOf(own, changes);
  const places = placesOf(own);
  const links = {
    standards,
    own,
    document,
    idOf,
    links: loadLinks(book, view),
    outside: loadOutsideLinks(book, view),
  };
  const associationIds = await uuidsOf(namesOfAssociations(links));
  return {
    CFDocument: {
      ...nodeOf(document),
      creator: 'pl',
      title: framework.name,
      lastChangeDateTime: last,
      caseVersion: '1.1',
      ...ownGuid(framework),
    },
    CFItems: own.map((one) =>
      caseItem(standards, one, {
        identifier: idOf(one),
        document: { title: document.title, ...nodeOf(document) },
        changed: changes.get(one.id) ?? last,
        place: places.get(one.id) ?? 0,
      }),
    ),
    CFAssociations: caseAssociations(links, associationIds, last),
  };
}

/** The document by the framework's own guid where CASE may have it, else by the id that is made for it. */
function documentOf({ guid, name }: Framework, made: string): Named {
  return { title: name, identifier: guid !== null && isUuid(guid) ? guid : made };
}

/** A guid that CASE may not have. */
function ownGuid({ guid }: Framework) {
  return guid === null || isUuid(guid) ? {} : { extensions: { pl: { guid } } };
}

/** When the last of them changed. */
function lastOf(own: readonly Competency[], changes: ReadonlyMap<Id, string>): string {
  const days = own.map(({ id }) => changes.get(id) ?? '').sort();
  return days.at(-1) ?? LONG_AGO;
}

/** When a framework of nothing last changed. */
const LONG_AGO = '1970-01-01T00:00:00.000Z';

function nodeOf({ identifier }: Named) {
  return { identifier, uri: `urn:uuid:${identifier}` };
}

/** The framework that is named, else the only one. */
function frameworkAsked(standards: Standards, name: string | undefined): Framework {
  if (name !== undefined) return frameworkCalled(standards, name);
  const all = [...standards.frameworks.values()];
  const [first] = all;
  if (first === undefined)
    throw new PlError('not_found', 'there are no standards yet', 'pl import standards FILE');
  if (all.length === 1) return first;
  const names = all.map((one) => one.name).join(', ');
  throw new PlError(
    'usage',
    `--format case writes one framework: say which with --framework (${names})`,
  );
}

/** CASE packages as tests need them: a document, items and associations in few words. */

export const DOCUMENT = '11111111-1111-4111-8111-111111111111';

/** The guid of item `n`. */
export const guid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Where such a guid is found. */
export const uri = (id: string) => `https://case.example/uri/${id}`;

export const node = (id: string) => ({ title: id, identifier: id, uri: uri(id) });

type Facts = Readonly<Record<string, unknown>>;

export const item = (n: number, facts: Facts = {}): Facts => ({
  identifier: guid(n),
  uri: uri(guid(n)),
  humanCodingScheme: `C${n}`,
  fullStatement: `Statement ${n}`,
  lastChangeDateTime: '2020-01-01T00:00:00Z',
  ...facts,
});

export const link = (from: string, type: string, to: string, facts: Facts = {}): Facts => ({
  associationType: type,
  originNodeURI: node(from),
  destinationNodeURI: node(to),
  ...facts,
});

export const child = (n: number, parent: number | null, sequenceNumber?: number): Facts =>
  link(
    guid(n),
    'isChildOf',
    parent === null ? DOCUMENT : guid(parent),
    sequenceNumber === undefined ? {} : { sequenceNumber },
  );

export const casePackage = (
  items: readonly unknown[],
  associations: readonly unknown[] = [],
  document: Facts = {},
): string =>
  JSON.stringify(
    {
      CFDocument: {
        identifier: DOCUMENT,
        uri: uri(DOCUMENT),
        title: 'Maths',
        creator: 'A state',
        ...document,
      },
      CFItems: items,
      CFAssociations: associations,
    },
    null,
    1,
  );

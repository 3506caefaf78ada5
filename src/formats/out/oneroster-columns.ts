/** The columns of the gradebook files of OneRoster, in the order of its standard. */
import { fileNames, standardColumns, type Version } from '../rosters/oneroster-tables.js';

/** Files that `pl` writes and does not read: their columns after the three that all files have. */
const WRITTEN = {
  categories: { '1.1': 'title', '1.2': 'title weight' },
  scoreScales: {
    '1.2': 'title type orgSourcedId courseSourcedId classSourcedId scoreScaleValue',
  },
  lineItemScoreScales: { '1.2': 'title lineItemSourcedId scoreScaleSourcedId' },
} as const;

const COMMON = 'sourcedId status dateLastModified';

export type FileName =
  | keyof typeof WRITTEN
  | 'lineItems'
  | 'results'
  | 'lineItemLearningObjectiveIds'
  | 'resultLearningObjectiveIds';

/** All columns of a file; null where this version has no such file. */
export function columnsOf(name: FileName, version: Version): readonly string[] | null {
  if (!fileNames(version).includes(name)) return null;
  if (!isWritten(name)) return standardColumns(name, version).map((column) => column.name);
  const own: Partial<Record<Version, string>> = WRITTEN[name];
  return `${COMMON} ${own[version] ?? ''}`.trim().split(' ');
}

function isWritten(name: FileName): name is keyof typeof WRITTEN {
  return name in WRITTEN;
}

/** Policy files: YAML, of which JSON is a part, read into nodes that know their lines. */
import type { Alias, LineCounter, Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Problem } from '../core/errors.js';
import type { FileNode, MapEntry, MapNode } from '../core/policy-file/nodes.js';
import { type Fault, faultProblem } from './fault.js';
import { textOf as decoded, type Text } from './text.js';

export interface ReadPolicyText {
  /** Null where the text is neither YAML nor JSON. */
  readonly root: FileNode | null;
  readonly problems: readonly Problem[];
}

/** Every scalar is a text, as it is written: a code such as 1.10 is no number. */
export async function readPolicyText(text: string, file: string): Promise<ReadPolicyText> {
  const yaml = await import('yaml');
  const lines = new yaml.LineCounter();
  const lineAt = (place: number) => Math.max(1, lines.linePos(place).line);
  const fault = (code: string, line: number, message: string, field: string | null = null) =>
    faultProblem(file, { code, line, message }, field);
  const { contents, errors } = yaml.parseDocument(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
    lineCounter: lines,
  });
  const [first] = errors;
  const kind = isJson(text, file) ? 'JSON' : 'YAML';
  if (first !== undefined) {
    const problems = first.code === 'RESOURCE_EXHAUSTION' ? [first] : errors;
    return {
      root: null,
      problems: problems.map(({ pos, code, message }) =>
        fault('bad_yaml', lineAt(pos[0]), `this is no ${kind}: ${whyNot(code, message)}`),
      ),
    };
  }
  if (contents === null) {
    return { root: null, problems: [fault('empty', 1, 'there is nothing in the file')] };
  }
  const walk: Walk = { yaml, lines, faults: [] };
  const root = nodeOf(walk, contents, 1);
  return { root, problems: walk.faults.map(({ field, ...one }) => faultProblem(file, one, field)) };
}

/** Whether JSON was meant: by the name of the file, or as it begins like it. */
export function isJson(text: string, file: string): boolean {
  return /\.json$/i.test(file) || /^\s*\{/.test(text);
}

/** What was sent as a text, or why it is none, in the words of somebody who has a policy file. */
export function policyTextOf(bytes: Uint8Array, file: string): Text {
  const read = decoded(bytes, file);
  if (!('problem' in read) || read.problem.code === 'invalid_encoding') return read;
  return { problem: { ...read.problem, message: NO_TEXT } };
}

const NO_TEXT = 'this is no text of YAML or JSON: "pl policy export" writes what can be read';

type Yaml = typeof import('yaml');

/** The words of the library begin with a capital letter and may go on with an excerpt. */
function whyNot(code: string, message: string): string {
  if (code === 'RESOURCE_EXHAUSTION') return 'it is nested too deep';
  const [first = ''] = message.split('\n');
  return first.charAt(0).toLowerCase() + first.slice(1);
}

interface KeyFault extends Fault {
  readonly field: string | null;
}

/** How deep a policy file goes: a framework's competency's day's key, and a weight by kind in it. */
const DEEPEST = 8;

/** What one reading of a document needs, and the faults that it gathers. */
interface Walk {
  readonly yaml: Yaml;
  readonly lines: LineCounter;
  readonly faults: KeyFault[];
}

/** `line`, `field` and `depth`: where it stands, should it have no place of its own. */
function nodeOf(
  walk: Walk,
  from: unknown,
  line: number,
  field: string | null = null,
  depth = 0,
): FileNode {
  const { yaml, faults } = walk;
  if (!yaml.isNode(from)) return { kind: 'text', line, text: '' };
  const here = lineOf(walk, from, line);
  const nothing = { kind: 'text', line: here, text: '' } as const;
  if (isSpecial(yaml, from)) {
    const message = 'anchors, aliases and tags are not read: write it out';
    faults.push({ line: here, field, code: 'yaml_alias', message });
    return nothing;
  }
  if (depth > DEEPEST) {
    faults.push({ line: here, field, code: 'wrong_shape', message: 'this is nested too deep' });
    return nothing;
  }
  if (yaml.isScalar(from)) return { kind: 'text', line: here, text: textOf(from) };
  if (yaml.isMap(from)) return mapOf(walk, from, here, depth);
  const items = (from as YAMLSeq).items.map((item) => nodeOf(walk, item, here, field, depth + 1));
  return { kind: 'list', line: here, items };
}

function mapOf(walk: Walk, from: YAMLMap, line: number, depth: number): MapNode {
  const { yaml, faults } = walk;
  const entries = new Map<string, MapEntry>();
  for (const { key, value } of from.items as Pair[]) {
    const at = yaml.isNode(key) ? lineOf(walk, key, line) : line;
    if (!yaml.isScalar(key) || isSpecial(yaml, key)) {
      faults.push({ line: at, field: null, code: 'wrong_shape', message: 'a key is a plain word' });
      continue;
    }
    const name = textOf(key).trim();
    const before = entries.get(name);
    if (before === undefined) {
      entries.set(name, { key: name, line: at, value: nodeOf(walk, value, at, name, depth + 1) });
    } else {
      const message = `"${name}" stands already on line ${before.line}`;
      faults.push({ line: at, field: name, code: 'duplicate_key', message });
    }
  }
  return { kind: 'map', line, entries: [...entries.values()] };
}

function lineOf({ lines }: Walk, { range }: Node, otherwise: number): number {
  return range === null || range === undefined ? otherwise : lines.linePos(range[0]).line;
}

function isSpecial(yaml: Yaml, from: Node): boolean {
  const { anchor, tag } = from as Scalar & { tag?: string };
  return yaml.isAlias(from as Alias) || anchor !== undefined || tag !== undefined;
}

function textOf({ value }: Scalar): string {
  return value === null || value === undefined ? '' : String(value);
}

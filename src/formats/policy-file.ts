/** Policy files: YAML, of which JSON is a part, read into nodes that know their lines. */
import type { Alias, LineCounter, Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Problem } from '../core/errors.js';
import type { FileNode, MapEntry, MapNode } from '../core/policy-file/nodes.js';
import { type Fault, faultProblem } from './fault.js';

export interface ReadPolicyText {
  /** Null where the text is no YAML. */
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
  if (first !== undefined) {
    const problems = first.code === 'RESOURCE_EXHAUSTION' ? [first] : errors;
    return {
      root: null,
      problems: problems.map(({ pos, code, message }) =>
        fault('bad_yaml', lineAt(pos[0]), `this is no YAML: ${whyNot(code, message)}`),
      ),
    };
  }
  if (contents === null) {
    return { root: null, problems: [fault('empty', 1, 'there is nothing in the file')] };
  }
  const walk = walker(yaml, lines);
  const root = walk.node(contents, 1);
  return { root, problems: walk.faults.map(({ field, ...one }) => faultProblem(file, one, field)) };
}

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

function walker(yaml: Yaml, lines: LineCounter) {
  const faults: KeyFault[] = [];
  const lineOf = (
    node: { readonly range?: readonly number[] | null | undefined },
    otherwise: number,
  ) =>
    node.range === null || node.range === undefined
      ? otherwise
      : lines.linePos(node.range[0] ?? 0).line;
  const say = (line: number, field: string | null, code: string, message: string) =>
    faults.push({ line, field, code, message });

  const node = (from: unknown, line: number, field: string | null = null, depth = 0): FileNode => {
    const nothing = { kind: 'text', line, text: '' } as const;
    if (!yaml.isNode(from)) return nothing;
    const here = lineOf(from, line);
    if (isSpecial(from)) {
      say(here, field, 'yaml_alias', 'anchors, aliases and tags are not read: write it out');
      return nothing;
    }
    if (depth > DEEPEST) {
      say(here, field, 'wrong_shape', 'this is nested too deep');
      return nothing;
    }
    if (yaml.isScalar(from)) return { kind: 'text', line: here, text: textOf(from) };
    if (yaml.isMap(from)) return map(from, here, depth);
    const { items } = from as YAMLSeq;
    return {
      kind: 'list',
      line: here,
      items: items.map((item) => node(item, here, field, depth + 1)),
    };
  };

  const map = (from: YAMLMap, line: number, depth: number): MapNode => {
    const entries = new Map<string, MapEntry>();
    for (const { key, value } of from.items as Pair[]) {
      const at = yaml.isNode(key) ? lineOf(key, line) : line;
      if (!yaml.isScalar(key) || isSpecial(key)) {
        say(at, null, 'wrong_shape', 'a key is a plain word');
        continue;
      }
      const name = textOf(key).trim();
      const before = entries.get(name);
      if (before === undefined) {
        entries.set(name, { key: name, line: at, value: node(value, at, name, depth + 1) });
      } else say(at, name, 'duplicate_key', `"${name}" stands already on line ${before.line}`);
    }
    return { kind: 'map', line, entries: [...entries.values()] };
  };

  const isSpecial = (from: Node): boolean => {
    const { anchor, tag } = from as Scalar & { tag?: string };
    return yaml.isAlias(from as Alias) || anchor !== undefined || tag !== undefined;
  };
  return { node, faults };
}

function textOf({ value }: Scalar): string {
  return value === null || value === undefined ? '' : String(value);
}

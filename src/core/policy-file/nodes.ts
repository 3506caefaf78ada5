/** A policy file as it was read, before anybody asks what its words mean: texts, lists and maps with lines. */

export type FileNode = TextNode | ListNode | MapNode;

export interface TextNode {
  readonly kind: 'text';
  /** Physical, 1-based. */
  readonly line: number;
  /** A number or a word as it is written; '' where nothing is. */
  readonly text: string;
}

export interface ListNode {
  readonly kind: 'list';
  readonly line: number;
  readonly items: readonly FileNode[];
}

export interface MapNode {
  readonly kind: 'map';
  readonly line: number;
  /** Each key once. */
  readonly entries: readonly MapEntry[];
}

export interface MapEntry {
  readonly key: string;
  readonly line: number;
  readonly value: FileNode;
}

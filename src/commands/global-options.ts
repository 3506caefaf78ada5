/** What can be asked of every command: where the gradebook is, and how the answer is to look. */

/** Options that every command takes. */
export interface GlobalOptions {
  readonly db?: string;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly bom?: boolean;
  readonly output?: string;
  readonly color?: boolean;
  readonly input?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly initials?: boolean;
}

export type DataFormat = 'people' | 'json' | 'csv';

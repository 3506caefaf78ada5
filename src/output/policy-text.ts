/** A policy file as text, for version control. */
import { jsonText } from './json.js';

const HEAD = ` How evidence becomes mastery in a gradebook of pl: its scales and its policy.
 pl policy import FILE makes a gradebook equal to this file: what it does not say is taken back.
 pl policy import FILE --dry-run shows what would change.
 pl policy set --help says what each key allows. A star marks the level that is mastery.`;

/** The text of a policy file, with a few lines at its top that say what it is; JSON has none. */
export async function policyText(document: object, format: 'yaml' | 'json'): Promise<string> {
  if (format === 'json') return jsonText(document);
  const yaml = await import('yaml');
  const made = new yaml.Document(document, { aliasDuplicateObjects: false });
  made.commentBefore = HEAD;
  return made.toString({ lineWidth: 0 });
}

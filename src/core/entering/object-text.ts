/** JSON as programs send it: an object, an array of objects, or an object a line. */
import type { Faults } from '../importing/records.js';

/** The values sent, in order, none in an empty text; null when the text is no JSON, and then the faults say where. */
export function sentValues(text: string, faults: Faults): readonly unknown[] | null {
  const sent = text.replace(/^\ufeff/, '');
  if (sent.trim() === '') return [];
  const whole = parsed(sent);
  if (whole !== undefined) return Array.isArray(whole) ? whole : [whole];
  const lines = sent.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
  const values = lines.map(parsed);
  if (!values.includes(undefined)) return values;
  // Of an array or object over many lines each line would be called wrong.
  const perLine = values[0] !== undefined && lines.length > 1;
  values.forEach((value, index) => {
    if (value !== undefined || (!perLine && index > 0)) return;
    const what = perLine
      ? 'this line is not JSON'
      : 'this is neither JSON nor a JSON object a line';
    faults.error(index, null, 'not_json', what);
  });
  return null;
}

/** Undefined when it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

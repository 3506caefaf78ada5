/** Numbers as Canvas takes them: written for people of many countries, "1 234,5" or "1,234.5". */

/**
 * Null for what is no number. Spaces between digits are left out; of a point and a comma the last is
 * the decimal one; a comma alone parts the thousands where three digits follow, unless cells are
 * parted by semicolons, as where the comma is decimal.
 */
export function canvasNumber(text: string, delimiter: string): number | null {
  const bare = text.replace(/[\s'\u2019]/g, '');
  const [comma, point] = [bare.lastIndexOf(','), bare.lastIndexOf('.')];
  const isThousands =
    delimiter !== ';' && point < 0 && /^-?\d{1,3}(,\d{3})+$/.test(bare) && !/^-?0/.test(bare);
  const isDecimalComma = comma > point && !isThousands;
  const plain = isDecimalComma
    ? bare.replaceAll('.', '').replace(',', '.')
    : bare.replaceAll(',', '');
  return /^-?(\d+(\.\d*)?|\.\d+)$/.test(plain) ? Number(plain) : null;
}

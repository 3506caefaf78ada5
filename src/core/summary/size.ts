/** The suppression size: the least number of students that is shown where counts are left out. */

/** Under three a count that is left out would be as good as said. */
export const LEAST_SIZE = 3;
export const MOST_SIZE = 1000;

/** Whether a text is a whole number that can be a suppression size. */
export function isSize(text: string): boolean {
  return /^\d{1,4}$/.test(text) && Number(text) >= LEAST_SIZE && Number(text) <= MOST_SIZE;
}

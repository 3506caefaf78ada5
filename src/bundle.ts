/** What the launcher needs of the program. */
export { terminalAsk } from './asking.js';
export { main } from './main.js';
export { terminalLines } from './pasting.js';

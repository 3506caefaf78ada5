// The words of our sample school: who is in it, what is taught there, what happened in its autumn
// term. Everybody and everything here is made up; make-fixtures.mjs turns it into files.

export const SCHOOL = { school: 'Harbour Lane School', term: 'Autumn 2025', grade: '7' };

export const SECTIONS = table(`
  section | section_name | course       | teacher            | lag
  7A      | Room 7A      | Grade 7 Core | Ingrid Fairweather | 0
  7B      | Room 7B      | Grade 7 Core | Desmond Okafor-Lye | 1
`);

/** In the order of their ids, s001 first. Two are called Maya, one in each section. */
export const STUDENTS = table(`
  section | first_name  | last_name      | preferred_name
  7A      | Ana         | Osei           |
  7A      | Zoë         | Abrahamsen     |
  7A      | Minh Châu   | Nguyễn         | Châu
  7A      | Søren       | Kjeldgaard     |
  7A      | Łukasz      | Wierzba        | Luke
  7A      | Aïcha       | Benkirane      |
  7A      | Tāne        | Rangihuna      |
  7A      | Fiadh       | O'Brien        |
  7A      | Joris       | van der Berg   |
  7A      | Maya        | Okonkwo        |
  7A      | Mary Beth   | Castellano     |
  7A      | Dilnoza     | Karimzoda      |
  7A      | Emre        | Yıldızoğlu     |
  7A      | Siân        | Prytherch      |
  7A      | Jiří        | Dvořáček       |
  7A      | Priya       | Raghunathan    |
  7A      | Kwabena     | Asante-Mills   |
  7A      | Chloé       | Vasseur        |
  7A      | Haruto      | Nishikawa      |
  7A      | Leilani     | Kaʻaukai       | Lani
  7A      | Ólafur      | Hrafnsson      |
  7A      | Fátima      | Belmonte       |
  7A      | Ngozi       | Uchendu        |
  7A      | João Pedro  | Gonçalves      | JP
  7B      | Maya        | Lindström      |
  7B      | Yusuf       | Dağdelen       |
  7B      | Saoirse     | Ní Bhriain     |
  7B      | Thandiwe    | Mokoena        | Thandi
  7B      | Bjørn       | Håkonsen       |
  7B      | Xiu Ying    | Tan            |
  7B      | Alejandro   | Ibáñez         | Alex
  7B      | Zsófia      | Kővári         |
  7B      | Arjun       | Deshpande      |
  7B      | Miriam      | Goldfarb       |
  7B      | Ștefan      | Ionică         |
  7B      | Amélie      | Fontaine-Roux  |
  7B      | Sefina      | Leavasa        |
  7B      | Đorđe       | Stojković      |
  7B      | Nour        | El-Haddad      |
  7B      | Isla        | Drummond       |
  7B      | Ilse        | Straßmann      |
  7B      | Tereza      | Šimůnková      |
  7B      | Min-jun     | Baek           |
  7B      | Çağla       | Erkin          |
  7B      | Tariq       | Noorzai        |
  7B      | Freya       | Whitlock       |
  7B      | Elīna       | Ozoliņa        |
  7B      | Samuel      | Achterberg     | Sam
`);

/** They joined in the last week: on the roster, and nothing shown yet. */
export const NEWCOMERS = ['s020', 's045'];

const MATHEMATICS = table(`
  code | parent | essential | requires   | label | statement
  M7   |        |     |                  | Mathematics, grade 7 | The mathematics of a seventh grader at our school.
  RP   | M7     |     |                  | Ratios and proportion | Comparing quantities by how many times, not by how many more.
  RP.1 | RP     | yes |                  | I can find a unit rate | Finds how much of one quantity goes with one unit of another, also when fractions are involved.
  RP.2 | RP     | yes |                  | I can tell whether two ratios are equal | Decides whether two ratios describe the same relationship, with a table, a picture or scaling, and says why.
  RP.3 | RP     |     | RP.2             | I can fill in a ratio table | Continues a table of equal ratios in both directions and finds what is missing.
  RP.4 | RP     |     | RP.1;RP.2        | I can use a scale | Goes from a plan to the real thing and back with a scale factor, keeping track of units.
  RP.5 | RP     | yes | RP.1             | I can work with percents | Treats a percent as so many for each hundred; finds the part, the whole or the percent from the other two.
  RP.6 | RP     |     | RP.5             | I can work out discounts and markups | Follows a price through discounts, taxes and tips, and explains why the order may or may not matter.
  RP.7 | RP     |     | RP.3             | I can write a proportional relationship as an equation | Puts a constant rate into the form y = kx and says in words what k means in the story.
  RP.8 | RP     |     | RP.7             | I can graph a proportional relationship | Draws and reads the line through the origin and finds the rate in it.
  NS   | M7     |     |                  | The number system | Knowing and using whole, fractional and negative numbers.
  NS.1 | NS     | yes |                  | I can put positive and negative numbers in order | Places signed numbers on a line, compares them and says what they mean for heights, debts or temperatures.
  NS.2 | NS     | yes | NS.1             | I can add and subtract signed numbers | Adds and subtracts positive and negative numbers and shows each step as a move on a line.
  NS.3 | NS     |     | NS.2             | I can multiply and divide signed numbers | Multiplies and divides positive and negative numbers and justifies the sign of the answer.
  NS.4 | NS     | yes |                  | I can calculate with fractions | Carries out the four operations with fractions and mixed numbers and picks a sensible form for the answer.
  NS.5 | NS     |     | NS.4             | I can turn fractions into decimals | Changes a fraction into a decimal by division and recognises when the digits end or repeat.
  NS.6 | NS     |     |                  | I can estimate first | Makes a quick estimate before calculating and uses it afterwards to judge the answer.
  NS.7 | NS     |     | NS.1             | I can see absolute value as a distance | Reads the absolute value of a difference as the distance between two points.
  NS.8 | NS     |     | NS.3;NS.4        | I can solve problems in several steps | Solves everyday problems that mix fractions, decimals and negative numbers, in an order that makes sense.
  EE   | M7     |     |                  | Expressions and equations | Saying with letters what is true of many numbers.
  EE.1 | EE     | yes |                  | I can write an expression for a story | Turns a short story about numbers into an expression and says what each letter stands for.
  EE.2 | EE     |     | EE.1             | I can simplify an expression | Gathers like terms and multiplies out brackets without changing the value.
  EE.3 | EE     | yes | EE.1             | I can solve an equation in two steps | Undoes a multiplication and an addition in the right order and checks the solution in the first line.
  EE.4 | EE     |     | EE.3             | I can make an equation from a problem | Finds the unknown in a word problem by naming it, writing an equation and solving it.
  EE.5 | EE     |     | EE.3             | I can solve an inequality | Solves a simple inequality and shows all its solutions on a line.
  EE.6 | EE     |     | EE.1             | I can use a formula | Puts numbers into a formula, with their units, and works it out in the right order.
  EE.7 | EE     |     | EE.2             | I can show that two expressions are the same | Argues with a drawing or with rules that two expressions always agree, or finds a number for which they don't.
  EE.8 | EE     |     | EE.4;EE.5        | I can judge an answer | Decides whether a solution fits the story it came from, and says what to do if it doesn't.
  G    | M7     |     |                  | Geometry | Shapes, how they are built and how they are measured.
  G.1  | G      | yes |                  | I can make a scale drawing | Draws a room, a map or a machine to scale and finds true lengths and areas from it.
  G.2  | G      |     |                  | I can build a triangle | Draws a triangle from given sides or angles and says whether there is one, none or many.
  G.3  | G      |     |                  | I can find a missing angle | Uses what is known of angles at a crossing or on a straight line to find one that isn't.
  G.4  | G      |     |                  | I can find the area of a composite shape | Cuts a shape into pieces with known areas, or fills it up to one, and adds or subtracts.
  G.5  | G      |     | G.4              | I can measure a circle | Finds how far around and how large a circle is and explains where the two formulas come from.
  G.6  | G      |     | G.4              | I can find a surface area | Unfolds a solid into its net and finds how much paper would cover it.
  G.7  | G      |     | G.4              | I can find a volume | Finds how much a prism holds by thinking of it as layers.
  G.8  | G      |     | G.6;G.7          | I can picture slices of a solid | Describes the flat shape that appears when a solid is cut straight through.
  SP   | M7     |     |                  | Statistics and chance | Learning about many from a few, and about what may happen.
  SP.1 | SP     | yes |                  | I can choose a fair sample | Plans whom or what to ask so that a few can speak for all, and names what could make it unfair.
  SP.2 | SP     |     |                  | I can sum up data | Describes a set of data by its middle, its spread and its shape.
  SP.3 | SP     |     | SP.2             | I can compare two groups | Compares two sets of data and says how sure one can be that they differ.
  SP.4 | SP     |     |                  | I can say how likely something is | Gives the chance of an event as a number from 0 to 1 and knows what the ends mean.
  SP.5 | SP     |     | SP.4             | I can test a chance by trying | Repeats an experiment many times and compares what happened with what was expected.
  SP.6 | SP     |     | SP.4             | I can list all outcomes | Lists what can happen in two steps, in a table or a tree, and finds chances from the list.
  SP.7 | SP     |     | SP.2             | I can choose a display | Picks a graph that suits the data and the question, and labels it so that it can stand alone.
  SP.8 | SP     |     | SP.7             | I can spot a misleading graph | Finds what a graph hides or stretches and draws it honestly.
`);

const HABITS = table(`
  code | parent | essential | requires | label | statement
  HW   |      |     |           | Habits of work | Getting things done and getting better at it.
  HW.1 | HW   | yes |           | I can plan my time | Breaks a larger task into parts, decides when to do which, and changes the plan when it has to.
  HW.2 | HW   | yes |           | I can keep going when it is hard | Tries another way before giving up, and asks for help with a question that says what was tried.
  HW.3 | HW   |     | HW.1      | I can keep my things in order | Finds notes, files and materials when they are needed and hands work in where it belongs.
  HW.4 | HW   |     |           | I can use feedback | Reads or listens to feedback, decides what to do with it and shows what changed.
  HW.5 | HW   |     | HW.4      | I can look back on my work | Says what went well, what didn't and what to try next time, with examples.
  CO   |      |     |           | Collaboration | Doing together what one could not do alone.
  CO.1 | CO   | yes |           | I can do my share | Does what was agreed by the time it was agreed, and tells the group early when that is in danger.
  CO.2 | CO   |     |           | I can build on what others say | Listens to the end, repeats an idea in other words and adds to it.
  CO.3 | CO   |     | CO.2      | I can settle a disagreement | Looks for what both sides want and suggests something they can live with.
  CO.4 | CO   |     | CO.2      | I can give kind and useful feedback | Tells a classmate what works, what is unclear and one thing to try: "kind, specific, useful".
  CO.5 | CO   |     | CO.1      | I can take different roles | Leads, takes notes, keeps time or checks, as the group needs it.
  RE   |      |     |           | Research | Finding out, and knowing how one knows.
  RE.1 | RE   | yes |           | I can ask a question worth answering | Turns a topic into a question that is open, not too large and can be looked into.
  RE.2 | RE   |     | RE.1      | I can find and check sources | Finds several sources and asks of each who made it, for what purpose, and whether others agree.
  RE.3 | RE   |     | RE.2      | I can take notes in my own words | Writes down the main thought of a source without its sentences, and where it was found.
  RE.4 | RE   |     | RE.3      | I can give credit | Names the makers of words, pictures and data wherever they are used.
  RE.5 | RE   |     | RE.2      | I can draw a conclusion | Answers the question from the evidence, weighs what speaks against the answer, and says what is still open.
  SK   |      |     |           | Speaking | Saying it so that others understand and care.
  SK.1 | SK   | yes |           | I can speak to an audience | Speaks freely, loud enough and slowly enough, and looks up from the page.
  SK.2 | SK   |     | SK.1      | I can explain with pictures and data | Shows a picture, object or graph that helps, and says what to look at.
  SK.3 | SK   |     | SK.1      | I can answer questions | Takes questions calmly, answers what was asked, and can say "I don't know yet".
  SK.4 | SK   |     |           | I can order a talk | Opens with a point, brings the parts in an order that can be followed, and ends on purpose.
  SK.5 | SK   |     | SK.4      | I can suit my words to my listeners | Chooses examples and words that fit the people in the room.
`);

export const FRAMEWORKS = [
  { framework: 'math', subject: 'Mathematics', competencies: MATHEMATICS },
  { framework: 'habits', subject: 'Habits and skills', competencies: HABITS },
];

/** Headings whose row comes after their competencies: files of other people do that too. */
export const LATE_HEADINGS = ['SP', 'SK'];

export const LINKS = table(`
  source | target | relationship
  NS.4   | RP.1   | prerequisite
  RP.4   | G.1    | prerequisite
  EE.3   | RP.7   | prerequisite
  EE.6   | G.5    | prerequisite
  NS.5   | RP.5   | prerequisite
  RP.5   | SP.4   | prerequisite
  CO.2   | SK.3   | prerequisite
  SP.1   | RE.1   | related
  SP.7   | SK.2   | related
  NS.6   | EE.8   | related
  HW.5   | CO.4   | related
  RE.5   | SP.3   | related
`);

/** The order is that of the stages; `choose K` holds for the whole group. */
export const PATHWAYS = table(`
  pathway     | stage       | stage_title | order | competency | requirement | group   | due_on     | min_level
  ratios-unit | foundation  | Foundation  | 1     | RP.1       | required    |         | 2025-10-24 |
  ratios-unit | foundation  | Foundation  | 1     | RP.2       | required    |         | 2025-10-24 |
  ratios-unit | foundation  | Foundation  | 1     | NS.1       | required    |         | 2025-10-24 |
  ratios-unit | foundation  | Foundation  | 1     | NS.2       | required    |         | 2025-10-24 |
  ratios-unit | exploration | Exploration | 2     | RP.4       | required    |         | 2025-12-12 |
  ratios-unit | exploration | Exploration | 2     | RP.5       | required    |         | 2025-12-12 |
  ratios-unit | exploration | Exploration | 2     | RP.6       | choose 2    | explore | 2025-12-12 |
  ratios-unit | exploration | Exploration | 2     | RP.7       | choose 2    | explore | 2025-12-12 |
  ratios-unit | exploration | Exploration | 2     | RP.8       | choose 2    | explore | 2025-12-12 |
  ratios-unit | exploration | Exploration | 2     | G.1        | choose 2    | explore | 2025-12-12 |
  grade-7     | term-1      | Term 1      | 1     | NS.1       | required    |         | 2025-12-12 |
  grade-7     | term-1      | Term 1      | 1     | NS.2       | required    |         | 2025-12-12 |
  grade-7     | term-1      | Term 1      | 1     | NS.3       | required    |         | 2025-12-12 |
  grade-7     | term-1      | Term 1      | 1     | RP.1       | required    |         | 2025-12-12 |
  grade-7     | term-1      | Term 1      | 1     | RP.2       | required    |         | 2025-12-12 |
  grade-7     | term-1      | Term 1      | 1     | EE.1       | required    |         | 2025-12-12 |
  grade-7     | term-2      | Term 2      | 2     | RP.3       | required    |         | 2026-03-27 |
  grade-7     | term-2      | Term 2      | 2     | RP.5       | required    |         | 2026-03-27 |
  grade-7     | term-2      | Term 2      | 2     | NS.4       | required    |         | 2026-03-27 |
  grade-7     | term-2      | Term 2      | 2     | EE.3       | required    |         | 2026-03-27 | 4
  grade-7     | term-2      | Term 2      | 2     | EE.4       | required    |         | 2026-03-27 |
  grade-7     | term-2      | Term 2      | 2     | G.1        | required    |         | 2026-03-27 |
  grade-7     | term-2      | Term 2      | 2     | SP.1       | required    |         | 2026-03-27 |
  grade-7     | term-3      | Term 3      | 3     | RP.7       | required    |         | 2026-06-19 |
  grade-7     | term-3      | Term 3      | 3     | NS.8       | required    |         | 2026-06-19 |
  grade-7     | term-3      | Term 3      | 3     | EE.5       | required    |         | 2026-06-19 |
  grade-7     | term-3      | Term 3      | 3     | G.4        | required    |         | 2026-06-19 |
  grade-7     | term-3      | Term 3      | 3     | SP.4       | required    |         | 2026-06-19 |
  grade-7     | term-3      | Term 3      | 3     | G.5        | choose 1    | measure | 2026-06-19 |
  grade-7     | term-3      | Term 3      | 3     | G.7        | choose 1    | measure | 2026-06-19 |
  grade-7     | term-3      | Term 3      | 3     | G.6        | choose 1    | measure | 2026-06-19 |
`);

export const TERM = { first: '2025-09-02', last: '2025-12-12' };
export const HALF_TERM = { first: '2025-10-27', last: '2025-10-31' };

/** What 7A did on the day (7B: the school day after). Conferences begin on it and take a week. */
export const OCCASIONS = table(`
  day        | kind        | title                    | tags             | competencies
  2025-09-03 | test        | Number check-in          | baseline         | NS.1 NS.2 RP.1
  2025-09-05 | observation | First week               |                  | HW.1 CO.1
  2025-09-09 | observation | Counting stairs          | outdoors         | NS.1
  2025-09-11 | test        | Ratio quiz 1             |                  | RP.1 RP.2
  2025-09-15 | project     | Recipe for the class     | group            | RP.1 RP.2
  2025-09-18 | test        | Integer quiz 1           |                  | NS.1 NS.2
  2025-09-19 | self        | How I work               |                  | HW.1 HW.2
  2025-09-23 | observation | Paint mixing             |                  | RP.2
  2025-09-25 | portfolio   | Temperature diary        |                  | NS.1 NS.2 HW.4
  2025-09-29 | conference  | Goal conference          | goals            | HW.1
  2025-10-03 | test        | Ratio quiz 2             |                  | RP.1 RP.2 RP.3
  2025-10-07 | project     | Bridge project           | group;exhibition | RP.4 G.1 CO.1 CO.2 CO.3 HW.2 RE.1
  2025-10-09 | peer        | Bridge critique          |                  | CO.1 CO.4
  2025-10-14 | test        | Integer quiz 2           |                  | NS.1 NS.2 NS.3
  2025-10-16 | observation | Problem of the week      |                  | HW.2 CO.2 NS.4
  2025-10-21 | test        | Half-term test           |                  | RP.2 RP.3 NS.2 NS.4
  2025-11-04 | test        | Expressions quiz         |                  | EE.1 EE.2
  2025-11-06 | observation | Debt and credit game     | group            | NS.2 NS.3
  2025-11-11 | project     | Percent market           | group;exhibition | RP.5 RP.6 CO.5 RE.2 SK.1 SK.2
  2025-11-12 | self        | Market reflection        |                  | RP.5
  2025-11-14 | test        | Equations quiz           |                  | EE.1 EE.3
  2025-11-18 | portfolio   | Map of the harbour       | outdoors         | G.1 G.2 RP.4
  2025-11-20 | observation | Equation stations        |                  | EE.3 CO.1 CO.4
  2025-11-24 | project     | Ask the school           | group            | SP.1 SP.2 RE.1 RE.2 CO.3 CO.4 CO.5
  2025-11-26 | peer        | Talk rehearsal           |                  | SK.1
  2025-11-27 | observation | Survey talks             | exhibition       | SK.1 SK.2 SP.2
  2025-12-01 | test        | Percent quiz             |                  | RP.5 RP.6
  2025-12-02 | conference  | Student-led conference   | goals            | HW.1 HW.4
  2025-12-09 | test        | End-of-term test         |                  | RP.1 RP.2 NS.1 EE.1 EE.3
  2025-12-11 | self        | Looking back             |                  | HW.1
`);

/** Told, not drawn: these and no others are the student's counting scores on the competency. */
export const STORIES = table(`
  student | competency | scores  | what it shows
  s001    | RP.1       | 2 2.5 3 3 3.5 | grown
  s001    | RP.2       | 2 3 3 3 | grown
  s001    | NS.1       | 3 3 4 4 | met early
  s001    | NS.2       | 2 3     | one score short: another 3 on a new day and she is ready
  s005    | RP.2       | 4 1 4   | contradictory, and met by the median
  s012    | NS.1       | 4 1 4 1 | contradictory, and not met
  s017    | NS.2       | 4       | one piece is not enough, however good
  s019    | EE.3       | 3       | one piece
  s026    | RP.1       | 1 4 1 4 | contradictory, and met by the latest scores
  s031    | NS.1       | 3       | one piece
  s033    | RP.4       | 4 1     | contradictory, and nothing to settle it
  s037    | NS.2       | 3 4 3 1 | one bad day does not undo it
  s042    | CO.1       | 4 1 4   | contradictory, and met by the median
  s046    | RP.5       | 3.5     | one piece
`);

/** What a teacher jots down, by framework and by how it went. */
export const NOTES = {
  math: {
    low: [
      'Not there yet, and asked a very good question.',
      'Started over twice without being told. That counts.',
      'The idea is clear, the steps get lost on the way.',
      'Said "I only need to know where to begin", which is exactly right.',
      'Needs a calmer day for this one.',
      'Try again with counters, then without.',
      'A brave first try.',
    ],
    middle: [
      'Nearly: the drawing was right, the words still to come.',
      'Right with a partner, less sure alone.',
      'Good start, small slips in the last two.',
      'Found the mistake when asked "does that make sense?"',
      'Works when the numbers are friendly.',
      'Explained it to a neighbour, then changed the answer.',
      'Ran out of time, not out of ideas.',
      'One more example and this will sit.',
      'Used the table; next step is to do without.',
    ],
    high: [
      'Clear, short and right.',
      'Found a second way and compared the two.',
      'Helped three others without giving the answer away.',
      'Checked it with an estimate first.',
      'Explained why it works, not only how.',
      'You can see the work of the last weeks in this.',
      'Quiet confidence, and a fine drawing.',
      'Noticed that the question had two answers.',
      'Said: "It is the same as the recipe, only backwards." Lovely.',
      'Ready for something harder.',
    ],
  },
  habits: {
    low: [
      'A hard day. We agreed on one small thing for next time.',
      'Knows what to do, finds it hard to begin.',
      'Let us try a quieter corner.',
      'Asked for help, which is new.',
    ],
    middle: [
      'Much calmer than last time.',
      'With a reminder, yes.',
      'Good in pairs, still shy in the whole group.',
      'Began well, lost the thread, found it again.',
      'Said "I could have asked earlier", and could.',
    ],
    high: [
      'Made room for someone who had not spoken yet.',
      'Took the feedback, kept the good part, rewrote the rest.',
      'The others now come to ask how it is done.',
      'Without a reminder, for the third week.',
      'Calm, kind and to the point.',
      'Noticed that a classmate was stuck, and asked instead of telling.',
    ],
  },
};

/** Reads a table written with bars: the first line names the columns. */
function table(text) {
  const [header, ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  return rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ''])));
}

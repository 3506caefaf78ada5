/** A made-up school of a given size: sections of 25, headings of ten competencies. */

const FAMILIES = [
  'Abara',
  'Bell',
  'Castro',
  'Diaz',
  'Ek',
  'Frost',
  'Garcia',
  'Haas',
  'Ito',
  'Jung',
];

export function bigSchool(studentCount, competencyCount) {
  const students = Array.from({ length: studentCount }, (_, i) => `p${i + 1}`);
  const codes = Array.from(
    { length: competencyCount },
    (_, i) => `B${Math.floor(i / 10) + 1}.${(i % 10) + 1}`,
  );
  const roster = students.map(
    (id, i) => `${id},Given${i},${FAMILIES[i % 10]},S${Math.floor(i / 25) + 1}`,
  );
  const headings = [...new Set(codes.map((code) => code.split('.')[0]))];
  const standards = [
    ...headings.map((code) => `big,${code},Heading ${code},`),
    ...codes.map((code) => `big,${code},Statement ${code},${code.split('.')[0]}`),
  ];
  return {
    students,
    codes,
    roster: `student_id,first_name,last_name,section\n${roster.join('\n')}\n`,
    standards: `framework,code,statement,parent\n${standards.join('\n')}\n`,
  };
}

/** The columns of a flat roster, by the names that schools give them, in several languages. */
import { type Field, normalHeader } from '../headers.js';

/** Names as people write them, best first after the field's own. */
function words(name: string, list = name): Field {
  const others = list.split(/\s*,\s*/).map(normalHeader);
  return { name, accepts: [...new Set([normalHeader(name), ...others])] };
}

/** Everything but the ids, which `student-ids.ts` finds. */
export const ROSTER_FIELDS: readonly Field[] = [
  words(
    'first_name',
    `given name, first, fname, student first name, student first, stu first name, legal first name,
    forename, forenames, legal forename, given names, first names, pupil first name, pupil forename,
    learner first name, prénom, prenom, prénoms, prenoms, vorname, vornamen, voornaam, voornamen,
    roepnaam, nombres, primer nombre, nome próprio, nome proprio, primeiro nome, förnamn, fornavn,
    etunimi, imię, imie, first name required`,
  ),
  words(
    'last_name',
    `family name, last, lname, student last name, surname, student last, stu last name, legal last name,
    legal surname, student surname, pupil surname, pupil last name, learner surname, nom de famille,
    nachname, familienname, zuname, achternaam, apellido, apellidos, primer apellido, sobrenome,
    sobrenomes, apelido, apelidos, último nome, ultimo nome, cognome, efternamn, etternavn, efternavn,
    sukunimi, nazwisko, last name required`,
  ),
  words('family_prefix', 'tussenvoegsel, tussenvoegsels, voorvoegsel, voorvoegsels, namenszusatz'),
  words('second_family_name', 'segundo apellido, apellido materno'),
  words(
    'name',
    `student name, full name, last first, last first mi, sortable name, display name, student,
    pupil name, learner name, pupil, learner, name lfm, full name lfm, student name lfm, last name first name,
    last first middle, name last first, student full name, full name fml, name first last, child name,
    nom complet, nom et prénom, nom et prenom, nom prénom, nom prenom, prénom et nom, nom de l'élève, élève,
    eleve, vollständiger name, nachname vorname, name vorname, schüler, schueler, schülername, nombre completo,
    nombre y apellidos, nombre y apellido, apellidos y nombre, apellidos y nombres, apellidos nombre,
    nombre del alumno, nombre del estudiante, alumno, estudiante, nome completo, nome do aluno, aluno,
    cognome e nome, nome e cognome, cognome nome, studente, alunno, volledige naam, leerling, leerlingnaam,
    naam leerling, naam, nom, nombre, nome`,
  ),
  words(
    'preferred_name',
    `pref name, preferred given name, preferred first name, preferred first, preferred forename, nickname,
    known as, goes by, chosen name, prénom usuel, prenom usuel, rufname, nombre preferido`,
  ),
  words(
    'grade',
    `grade level, grades, grlvl, gr lvl, gr, current grade, student grade, year level, year group, nc year,
    niveau, jahrgang, jahrgangsstufe, klassenstufe, schulstufe, stufe, grado, nivel, leerjaar, série, serie,
    ano escolar, ano, anno, anno di corso, year`,
  ),
  words(
    'email',
    `email address, student email, student email address, secondary email, mail, primary email, e-mail adresse,
    emailadresse, courriel, adresse e-mail, correo, correo electrónico, correo electronico, e-mailadres,
    email address required`,
  ),
  words(
    'section',
    `section id, class sourcedid, section sis id, class id, class, homeroom, period, course section, group,
    tracker, section number, home room, tutor group, form, reg group, registration group, klasse, klas, classe, grupo,
    sección, seccion, turma, sezione, divisie, lerngruppe, groupe`,
  ),
  words('section_name', 'class name, classes, klassenname, nom de la classe, nombre del grupo'),
  words('course', 'course name, course title, kurs, cours, asignatura, materia, vak, disciplina'),
  words(
    'teacher',
    `teacher name, teachers, instructor, instructors, class teachers, class teacher, homeroom teacher,
    teacher last first, teacher display, teacher lastfirst, teacher full name, lehrer, lehrkraft, lehrerin,
    klassenlehrer, enseignant, professeur, docente, profesor, maestro, maestra, professor, insegnante, docent,
    leraar, mentor, teacher id, teacher number`,
  ),
  words('teacher_first_name', 'teacher first, teacher fname, tch first name'),
  words('teacher_last_name', 'teacher last, teacher lname, tch last name'),
  words(
    'school',
    `school id, school sis id, school name, building, building name, school code, campus, schule, école, ecole,
    établissement, etablissement, escuela, colegio, centro, escola, scuola, school number`,
  ),
  words('term', 'term name, semester, trimester, marking period'),
  words('status', 'enrollment status, enrolment status, student status, enrolled, active'),
  words('enroll_status'),
  words(
    'role',
    'user role, user type, person type, enrollment role, course role, rolle, rôle, rol, ruolo',
  ),
];

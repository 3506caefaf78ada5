/** The kinds of export: each writes the contract's columns in their order, rows in the order of lists. */
import { exportCanvas } from './canvas.js';
import { exportEvidence } from './evidence.js';
import type { Exporter } from './exporter.js';
import { exportGrades } from './grades.js';
import { exportLinks } from './links.js';
import { exportMastery } from './mastery.js';
import { exportPathways } from './pathways.js';
import { exportRoster } from './roster.js';
import { exportStandards } from './standards.js';

export type ExportKind =
  | 'mastery'
  | 'grades'
  | 'evidence'
  | 'roster'
  | 'standards'
  | 'links'
  | 'pathways'
  | 'canvas';

export const EXPORTS: Readonly<Record<ExportKind, Exporter>> = {
  mastery: exportMastery,
  grades: exportGrades,
  evidence: exportEvidence,
  roster: exportRoster,
  standards: exportStandards,
  links: exportLinks,
  pathways: exportPathways,
  canvas: exportCanvas,
};

/** Packages that a library brought in, and what someone did in one. */
import { type HoldsPerson, type NoPerson, type PersonalRule, readers, ways, words } from './declare.ts';

export const data: Readonly<Record<string, NoPerson | HoldsPerson>> = {
  scorm_package: {
    person: true,
    columns: ['by_id', 'deleted_by_id'],
    export: 'Welke pakketten iemand toevoegde of weghaalde.',
    erasure: words.who,
    retention: 'Zolang de organisatie bestaat.',
  },
  scorm_version: {
    person: true,
    columns: ['by_id', 'published_by_id'],
    export: 'Welke bestanden iemand toevoegde of openzette.',
    erasure: words.who,
    retention: 'Zolang het pakket bestaat.',
  },
  scorm_attempt: {
    person: true,
    columns: ['person_id', 'completion', 'success', 'score'],
    export: 'De uitslag en wanneer.',
    erasure: words.gone,
    retention: words.asLongAsAccount,
  },
  scorm_state: {
    person: true,
    columns: ['attempt_id', 'data'],
    export: 'Alles wat het pakket over iemand bewaarde.',
    erasure: 'Weg met de poging.',
    retention: words.asLongAsAccount,
  },
  scorm_global: {
    person: true,
    columns: ['attempt_id', 'value'],
    export: 'Leerdoelen die delen van een pakket samen hebben.',
    erasure: 'Weg met de poging.',
    retention: words.asLongAsAccount,
  },
  scorm_launch: {
    person: true,
    columns: ['attempt_id'],
    export: 'Niets: het is een sleutel voor een paar uur.',
    erasure: 'Weg met de poging.',
    retention: 'Hoogstens 12 uur, en dan tot iemand weer een pakket opent.',
  },
};

export const rules: Readonly<Record<string, PersonalRule>> = {
  scorm_package: {
    title: 'Pakketten die je toevoegde',
    category: 'library',
    of: ['by_id'],
    shown: true,
    erase: ways.stay,
    readBy: ['package:list'],
  },
  scorm_version: {
    title: 'Bestanden van pakketten die je toevoegde',
    category: 'library',
    of: ['by_id'],
    shown: true,
    never: ['manifest', 'sha256'],
    erase: ways.stay,
    readBy: ['package:list'],
  },
  scorm_attempt: {
    title: 'Pakketten die je deed',
    category: 'learning',
    of: ['person_id'],
    shown: true,
    never: ['sequencing'],
    erase: ways.gone,
    readBy: readers.nobody,
  },
  scorm_state: {
    title: 'Wat een pakket over je bewaarde',
    category: 'learning',
    of: ['attempt_id'],
    shown: true,
    erase: ways.gone,
    readBy: readers.nobody,
  },
  scorm_global: {
    title: 'Leerdoelen in een pakket',
    category: 'learning',
    of: ['attempt_id'],
    shown: true,
    erase: ways.gone,
    readBy: readers.nobody,
  },
  scorm_launch: {
    title: 'Sleutels van pakketten',
    category: 'learning',
    of: ['attempt_id'],
    shown: false,
    erase: ways.gone,
    readBy: readers.nobody,
  },
};

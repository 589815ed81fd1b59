/** A module, or a course of modules, as it goes out in a SCORM package. */
import type { Conversation } from '../conversation.ts';
import type { Quiz } from '../quiz.ts';
import type { Edition } from '../scorm-elements.ts';

/** All that the script of a package needs of a module, answers included. */
export interface ExportedModule {
  id: string;
  title: string;
  version: number;
  passMark: number;
  objectives: { id: string; text: string }[];
  lessons: { id: string; slug: string; title: string; objectives: string[] }[];
  assignments: { id: string; title: string; required: boolean }[];
  quiz: Quiz;
  practice: Quiz | null;
  conversations: readonly Conversation[];
  /** Differs when questions or conversations do: what was kept of a go under another mark can't be read any more. */
  mark: string;
}

/** What stands in the page of a module for its script. */
export interface ExportedData {
  edition: Edition;
  /** Tell the other system what was answered to each question. */
  tellsAnswers: boolean;
  module: ExportedModule;
}

/** What is said of a module, or of a whole course, in the manifest. */
export interface ExportedText {
  id: string;
  title: string;
  description: string;
  /** Null for a course: its modules have one each. */
  version: number | null;
  minutes: number;
}

export interface ExportedPackage extends ExportedText {
  kind: 'module' | 'course';
  edition: Edition;
  modules: (ExportedText & { data: ExportedData })[];
}

/** "baliewijs-nieuwe-klanten-v2-scorm-2004-duinrand.zip" */
export function exportFileName(
  pack: Pick<ExportedPackage, 'id' | 'kind' | 'version' | 'edition'>,
  library: string | null,
): string {
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 60);
  const parts = [
    'baliewijs',
    ...(pack.kind === 'course' ? ['cursus'] : []),
    pack.id,
    ...(pack.version === null ? [] : [`v${pack.version}`]),
    `scorm-${pack.edition === '1.2' ? '1-2' : '2004'}`,
    ...(library === null ? [] : [plain(library)]),
  ];
  return `${parts.join('-')}.zip`;
}

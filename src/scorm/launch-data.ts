/** What goes between our server and the shell of the player. */
import type { ScoState } from '#src/domain/sco-start.ts';
import type { Edition } from '#src/domain/scorm-elements.ts';
import type { Item, Manifest, Standard } from './manifest/types.ts';

/** Everything that the player needs for one attempt. Nothing in it is a secret of anyone else. */
export interface LaunchData {
  edition: Edition;
  standard: Standard;
  title: string;
  preview: boolean;
  learner: { id: string; name: string };
  root: Item;
  collections: Manifest['collections'];
  states: Record<string, ScoState>;
  objectives: Record<string, unknown>;
  shared: Record<string, string>;
  sequencing: string | null;
  itemId: string | null;
}

/** What is reported of one part. */
export interface Report {
  item: string;
  session: number;
  sequence: number;
  /** This session is over. */
  final: boolean;
  /** This session began without what earlier ones kept. */
  anew: boolean;
  data: Record<string, unknown>;
  overall?: {
    completion: 'unknown' | 'incomplete' | 'completed';
    success: 'unknown' | 'passed' | 'failed';
    score: number | null;
  };
  objectives?: Record<string, unknown>;
  shared?: Record<string, string>;
  sequencing?: string;
  /** The whole is over: who opens it again, begins again. */
  ended?: boolean;
}

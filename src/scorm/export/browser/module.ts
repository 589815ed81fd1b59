/** What the views of a package share: the module, what the learner did, and the ways to change that. */
import type { ExportedData, ExportedModule } from '#src/domain/export/module.ts';
import { reportOf } from '#src/domain/export/report.ts';
import { nothingYet, passedBefore, readState, suspendLimit12, writeState, type LearnerState } from '#src/domain/export/state.ts';
import { connect, type Lms } from './lms.ts';

export interface Package {
  readonly data: ExportedData;
  readonly module: ExportedModule;
  readonly lms: Lms | null;
  state: LearnerState;
  /** Where the learner is: `les/<slug>#<part>`. */
  place: string;
  /** Keeps what is different now, and says it to the system around. */
  keep(change: Partial<Pick<Package, 'state' | 'place'>>): void;
  stop(): void;
}

const texts = {
  none: 'Er is geen leeromgeving gevonden. Je kunt alles lezen en doen, maar er wordt niets doorgegeven of bewaard.',
  silent: 'Je bekijkt deze module. Er wordt niets doorgegeven of bewaard.',
  refused: 'Bewaren lukt nu niet bij je leeromgeving. Je kunt verder; we proberen het steeds opnieuw.',
  stopped: 'Bewaard. Je kunt dit venster sluiten.',
};

export function openPackage(): Package {
  const data = JSON.parse(document.querySelector('#gegevens')?.textContent ?? '') as ExportedData;
  const { module } = data;
  const lms = connect(data.edition);
  const line = document.querySelector<HTMLElement>('[data-state]');
  const say = (text: string) => {
    if (line && line.textContent !== text) line.textContent = text;
  };
  if (!lms) say(texts.none);
  else if (lms.silent) say(texts.silent);

  const here: Package = {
    data,
    module,
    lms,
    state: lms ? stateIn(module, lms) : nothingYet(),
    place: lms?.place ?? '',
    keep(change) {
      Object.assign(here, change);
      if (!lms) return;
      const state = writeState(module, here.state);
      if (data.edition === '1.2' && state.length > suspendLimit12) return say(texts.refused);
      const taken = lms.tell({ report: reportOf(module, here.state), place: here.place, state });
      if (!lms.silent) say(taken ? '' : texts.refused);
    },
    stop() {
      here.keep({});
      lms?.finish(true);
      say(texts.stopped);
    },
  };
  return here;
}

function stateIn(module: ExportedModule, lms: Lms): LearnerState {
  const state = readState(module, lms.state);
  return lms.passed ? passedBefore(module, state, lms.passed.score) : state;
}

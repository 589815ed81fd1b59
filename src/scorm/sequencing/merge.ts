import type { Sequencing } from '../manifest/types.ts';

/** What an item says itself goes before the collection that it refers to, element by element (IMS SS 4.1). */
export function merged(own: Sequencing | null, shared: Sequencing | null): Sequencing | null {
  if (!own || !shared) return own ?? shared;
  const from = (element: string) => (own.given.includes(element.toLowerCase()) ? own : shared);
  return {
    idRef: own.idRef,
    given: [...new Set([...own.given, ...shared.given])],
    controlMode: from('controlMode').controlMode,
    rules: from('sequencingRules').rules,
    limits: from('limitConditions').limits,
    rollup: from('rollupRules').rollup,
    objectives: from('objectives').objectives,
    randomization: from('randomizationControls').randomization,
    delivery: from('deliveryControls').delivery,
    constrain: from('constrainedChoiceConsiderations').constrain,
    considerations: from('rollupConsiderations').considerations,
  };
}

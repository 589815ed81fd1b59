import Baliegesprek from './Baliegesprek.astro';
import Begrip from './Begrip.astro';
import BijOns from './BijOns.astro';
import Feit from './Feit.astro';
import Gesprek from './Gesprek.astro';
import Keuze from './Keuze.astro';
import Oefenvraag from './Oefenvraag.astro';
import Opdracht from './Opdracht.astro';
import Optie from './Optie.astro';
import Probeer from './Probeer.astro';
import Regel from './Regel.astro';
import Stap from './Stap.astro';
import Tekening from './Tekening.astro';
import Zeg from './Zeg.astro';

/** Every component that a lesson may use: lessons import nothing, the page hands these in. Their names: domain/course.ts. */
export const lessonComponents = {
  Stap,
  Gesprek,
  Zeg,
  Keuze,
  Optie,
  Feit,
  Regel,
  BijOns,
  Probeer,
  Begrip,
  Tekening,
  Baliegesprek,
  Opdracht,
  Oefenvraag,
};

/** A pilot of one POI with two libraries, and a POI and a library of another province. */
import type { TestPerson } from '#tests/kit/house.ts';
import { openTestHouse } from '#tests/kit/house.ts';

export type Side =
  'adviser' | 'colleague' | 'foreignAdviser' | 'specialist' | 'neighbour' | 'foreignSpecialist' | 'learner' | 'administrator';

export async function openPilotWorld() {
  const house = await openTestHouse();
  const [poi, otherPoi] = [await house.poi('POI Duinstreek'), await house.poi('POI Heuvelstreek')];
  const library = await house.library('Bibliotheek Duinrand', poi);
  const neighbour = await house.library('Bibliotheek Poldermeer', poi);
  const elsewhere = await house.library('Bibliotheek Heuvelland', otherPoi);
  const pilotId = await house.pilot(poi, { name: 'Pilot Duin' });
  const partId = await house.pilotLibrary(pilotId, library);
  const neighbourPart = await house.pilotLibrary(pilotId, neighbour);
  const people: Record<Side, TestPerson> = {
    adviser: await house.person({ name: 'Marit Claassen', role: 'adviser', organisationId: poi }),
    colleague: await house.person({ name: 'Aad Vos', role: 'adviser', organisationId: poi }),
    foreignAdviser: await house.person({ role: 'adviser', organisationId: otherPoi }),
    specialist: await house.specialist(library, 'Samira Haddad'),
    neighbour: await house.specialist(neighbour),
    foreignSpecialist: await house.specialist(elsewhere),
    learner: await house.learner(library),
    administrator: await house.person({ role: 'administrator', organisationId: await house.platform() }),
  };
  return { house, poi, otherPoi, library, neighbour, pilotId, partId, neighbourPart, people };
}
export type PilotWorld = Awaited<ReturnType<typeof openPilotWorld>>;

export const outcome = async (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );

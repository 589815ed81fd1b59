/** Provinces, libraries and everybody who works there. */
import type { Role } from '#src/domain/roles.ts';
import type { loadSmallDemo } from '#src/db/queries/demo-large.ts';
import { branchNames, familyNames, givenNames, placeBegins, placeEnds, provinces } from './names.ts';
import { shares } from './size.ts';
import { daysAgo, type LargeLibrary, type LargePerson, type World } from './world.ts';

type Small = Awaited<ReturnType<typeof loadSmallDemo>>;

/** Two big libraries are those of the demonstration, so that its accounts have much to look at. */
const known = [
  ['Bibliotheek Duinrand', 'duinrand.example', ['specialist@duinrand.example', 'ido@duinrand.example']],
  ['Bibliotheek Heuvelland', 'heuvelland.example', ['specialist@heuvelland.example']],
] as const;

export interface Land {
  pois: { id: string; province: string; adviserIds: string[] }[];
  libraries: LargeLibrary[];
}

export function makeLand(world: World, small: Small): Land {
  const pois = makePois(world, small);
  const named = new Map(small.organisations.map((o) => [o.name, o]));
  const personOf = (email: string) => small.accounts.find((a) => a.email === email)?.personId ?? '';
  const first = known.map(([name, domain, specialists]): LargeLibrary => {
    const { id = '', parentId } = named.get(name) ?? {};
    const branchIds = small.branches.filter((b) => b.libraryId === id).map((b) => b.id);
    return { id, name, poiId: parentId ?? '', domain, branchIds, people: [], specialists: specialists.map(personOf) };
  });
  const smallLibraries = small.organisations.filter((o) => o.kind === 'library').length;
  const made = Array.from({ length: Math.max(2, world.size.libraries - smallLibraries) }, (_, i) => {
    // The first province has most libraries, as some have.
    const poi = pois[i % 5 === 0 ? 0 : i % pois.length] ?? pois[0];
    if (!poi) throw new Error('there is no POI');
    return makeLibrary(world, i, poi);
  });
  return { pois, libraries: [...first, ...made] };
}

function makePois(world: World, small: Small) {
  return provinces.slice(0, world.size.pois).map((province) => {
    const name = `POI ${province}`;
    const there = small.organisations.find((o) => o.name === name);
    const id = there?.id ?? world.chance.id();
    if (!there) world.pieces.add('organisation', { id, kind: 'poi', name, province });
    const count = there ? 2 : 3;
    const adviserIds = Array.from({ length: count }, (_, i) => {
      const { name: called } = nameOf(world);
      return addPerson(world, {
        name: called,
        email: i === 0 && !there ? `adviseur@${slug(province)}.example` : `${slug(called)}@${slug(province)}.example`,
        role: 'adviser',
        organisationId: id,
      }).id;
    });
    if (province === provinces[0]) {
      const existing = small.accounts.find((a) => a.email === 'adviseur@poi.example');
      if (existing) adviserIds.unshift(existing.personId);
    }
    return { id, province, adviserIds };
  });
}

function makeLibrary(world: World, index: number, poi: { id: string; province: string }): LargeLibrary {
  const begin = placeBegins[index % placeBegins.length] ?? '';
  const end = placeEnds[Math.floor(index / placeBegins.length) % placeEnds.length] ?? '';
  const place = begin + end;
  const id = world.chance.id();
  world.pieces.add('organisation', {
    id,
    kind: 'library',
    name: `Bibliotheek ${place}`,
    parentId: poi.id,
    province: poi.province,
  });
  const domain = `${slug(place)}.example`;
  return { id, name: `Bibliotheek ${place}`, poiId: poi.id, domain, branchIds: [], people: [], specialists: [] };
}

/** Branches and people of every library; the number of people is exact over all. */
export async function peopleLand(world: World, land: Land, there: number): Promise<void> {
  const { chance, pieces } = world;
  const counts = shares(world.size.people - there - staffOf(land), land.libraries.length);
  for (const [index, library] of land.libraries.entries()) {
    const count = counts[index] ?? 2;
    for (let i = library.branchIds.length; i < Math.min(branchNames.length, 2 + Math.floor(count / 45)); i++) {
      const id = chance.id();
      pieces.add('branch', { id, libraryId: library.id, name: branchNames[i] ?? `Vestiging ${i}` });
      library.branchIds.push(id);
    }
    const specialists = Math.max(1, Math.round(count / 60));
    for (let i = 0; i < count; i++) {
      const specialist = i < specialists;
      const { name } = nameOf(world);
      const person = addPerson(world, {
        name,
        email: i === 0 ? `coordinator@${library.domain}` : `${slug(name)}.${i}@${library.domain}`,
        role: specialist ? 'educationSpecialist' : 'learner',
        organisationId: library.id,
        branchId: chance.pick(library.branchIds),
        invited: !specialist && chance.happens(0.03),
        // Came from another library, which they left.
        before: i % 17 === 16 ? (land.libraries[(index * 7 + i) % land.libraries.length]?.id ?? null) : null,
      });
      if (specialist) library.specialists.push(person.id);
      else library.people.push(person);
    }
    await pieces.flushWhenFull();
  }
}

const staffOf = (land: Land) => land.pois.reduce((sum, poi) => sum + poi.adviserIds.length, 0) - 1;

interface NewPerson {
  name: string;
  email: string;
  role: Role;
  organisationId: string;
  branchId?: string;
  invited?: boolean;
  before?: string | null;
}

function addPerson(world: World, who: NewPerson): LargePerson {
  const { chance, pieces } = world;
  const id = chance.id();
  const { name, email, role, organisationId, invited = false } = who;
  // Whoever was only invited was so not long ago: the night ends what nobody uses.
  const since = daysAgo(world, invited ? chance.between(5, 200) : world.size.days + chance.between(20, 400));
  pieces.add('person', { id, name: invited ? null : name, createdAt: since });
  const accountId = chance.id();
  pieces.add('account', { id: accountId, personId: id, email, passwordHash: invited ? null : world.passwordHash });
  const employmentId = chance.id();
  const before = invited || who.before === organisationId ? null : who.before;
  const moved = daysAgo(world, world.size.days + chance.between(1, 15));
  if (before)
    pieces.add('employment', {
      id: chance.id(),
      personId: id,
      organisationId: before,
      role: 'learner',
      from: since,
      until: moved,
    });
  pieces.add('employment', {
    id: employmentId,
    personId: id,
    organisationId,
    branchId: who.branchId ?? null,
    role,
    from: before ? moved : since,
  });
  return { id, name, email, accountId, employmentId, invited };
}

function nameOf({ chance }: World) {
  return { name: `${chance.pick(givenNames)} ${chance.pick(familyNames)}` };
}

export const slug = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('ı', 'i')
    .toLowerCase()
    .replace(/[^a-z]+/g, '.')
    .replace(/^\.|\.$/g, '');

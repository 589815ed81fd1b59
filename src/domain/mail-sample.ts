/** Made-up values for the texts of mails, to look at them before anyone gets one. */
const samples: Record<string, string> = {
  about: 'de kick-off van januari',
  accounts: 'noor.duinrand\nsanne.duinrand',
  adviser: 'Marit Claassen',
  agreement: 'Stuur het draaiboek van de tweede bijeenkomst rond.',
  answer: 'Dank je. De openingstijd is aangepast.',
  assignment: 'Vul jullie kaart in',
  award: 'certificaat',
  by: 'Samira Haddad',
  certificates: 'Je certificaten blijven te controleren, met je naam erop.',
  course: 'Leertraject Frontoffice en basisvaardigheden',
  day: '2 maart 2027',
  does: 'doet mee',
  due: '2 maart 2027',
  empty: 'vier vakken',
  first: '',
  group: 'Duinrand, najaar',
  inviter: 'Samira Haddad',
  leading:
    'Je begeleidt ‘Kick-off’ van de groep ‘Duinrand, najaar’ op dinsdag 16 februari 2027, 9 uur tot 10.30 uur. Plaats: Vestiging Centrum.',
  lesson: 'De vraag achter de vraag',
  library: 'Bibliotheek Duinrand',
  meeting: 'Kick-off',
  meetings: 'Je bijeenkomst ‘Kick-off’ is op dinsdag 16 februari 2027, 9 uur tot 10.30 uur. Plaats: Vestiging Centrum.',
  minutes: '60',
  missing: 'Voor je certificaat of bewijs in de groep ‘Duinrand, najaar’ mis je nog: module 3 en bijeenkomst 2.',
  moments: '‘Kick-off’ van de groep ‘Duinrand, najaar’, dinsdag 16 februari 2027, 9 uur.',
  modules: 'Je groep wil module 2 ‘Onze activiteiten’ klaar hebben op 19 februari 2027. Dat is een wens, geen plicht.',
  name: 'Noor Bakker',
  ownerless: 'één vak',
  pilot: 'Pilot frontoffice Kustland',
  place: 'Vestiging Centrum, zaal boven',
  poi: 'POI Kustland',
  questions:
    'De vragenlijst van de pilot staat klaar op je leerkaart: vijf minuten, zonder naam. Het kan tot en met 14 december 2026. Overslaan mag.',
  reason: 'op verzoek van de deelnemer',
  replies: 'Je kreeg één reactie op een praktijkopdracht.',
  role: 'Jij begeleidt deze bijeenkomst.',
  stale: 'twee vakken en één regel van de sociale kaart',
  until: '2 maart 2027',
  years: '3 jaar',
  when: 'dinsdag 16 februari 2027, 9 uur tot 10.30 uur',
};

/** A value for each placeholder; one that nobody thought of shows its own name. */
export const sampleValues = (placeholders: readonly string[], baseUrl: string): Record<string, string> =>
  Object.fromEntries(
    placeholders.map((name) => [name, name === 'link' ? `${baseUrl}/voorbeeld` : (samples[name] ?? `‹${name}›`)]),
  );

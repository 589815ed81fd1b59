import type { Context } from '../context.ts';

/** One password for all people of the demo. Demo mode refuses a public address, so it opens nothing that matters. */
export const demoPassword = 'bibliotheek-demo';

export const demoAccounts = (ctx: Pick<Context, 'demo'>) =>
  ctx.demo
    ? {
        password: demoPassword,
        accounts: [
          { email: 'medewerker@duinrand.example', what: 'medewerker, halverwege' },
          { email: 'bijna@duinrand.example', what: 'medewerker, mist alleen de laatste bijeenkomst' },
          { email: 'klaar@duinrand.example', what: 'medewerker met een certificaat' },
          { email: 'specialist@duinrand.example', what: 'specialist, begeleidt de groep van Duinrand' },
          { email: 'ido@duinrand.example', what: 'specialist, begeleidt de groep van het IDO' },
          { email: 'karin@duinrand.example', what: 'medewerker, zit nu in een oefenbijeenkomst' },
          { email: 'vrijwilliger@duinrand.example', what: 'vrijwilliger, deed De basis van privacy' },
          { email: 'specialist@heuvelland.example', what: 'specialist van Heuvelland' },
          { email: 'adviseur@poi.example', what: 'adviseur van de POI' },
          { email: 'beheerder@baliewijs.example', what: 'beheerder' },
        ],
      }
    : null;

/** A group in which one learner lacks only the last meeting, and people around it. */
import { issueWhenEarned } from '#src/services/certificate/issue-when-earned.ts';
import { auditEvent, certificate, certificateName, outbox } from '#src/db/schema/index.ts';
import { openTestHouse, testModules, type House } from '#tests/kit/house.ts';

export async function openWorld() {
  const house = await openTestHouse();
  const library = await house.library('Bibliotheek Duinrand');
  const elsewhere = await house.library('Bibliotheek Heuvelland');
  const noor = await house.learner(library, 'Noor de Wit');
  const colleague = await house.learner(library, 'Bo Kramer');
  const specialist = await house.specialist(library, 'Samira Haddad');
  const stranger = await house.specialist(elsewhere, 'Ruben Kerkhof');
  const group = await house.group({ libraryId: library, name: 'Duinrand, najaar', members: [noor, colleague] });
  for (const module of testModules) await house.pass(noor, module);
  for (const meeting of group.meetings.slice(0, 2)) await house.mark(meeting.moments[0]?.id ?? '', noor);
  const who = { groupId: group.id, personId: noor.personId };
  const last = group.meetings[2]?.moments[0]?.id ?? '';

  return {
    house,
    library,
    noor,
    colleague,
    specialist,
    stranger,
    group,
    who,
    last,
    evaluate: async (now = house.now) => {
      const ctx = { ...(await house.ctx()), now };
      return house.db.transaction((tx) => issueWhenEarned(tx, ctx, who));
    },
    /** Noor was at the last meeting as well. */
    async earn() {
      await house.mark(last, noor);
      const [issued] = await this.evaluate();
      if (!issued) throw new Error('nothing was issued');
      return issued;
    },
    certificates: () => house.db.select().from(certificate),
    names: () => house.db.select().from(certificateName),
    mails: () => house.db.select().from(outbox),
    events: async (kind: string) => (await house.db.select().from(auditEvent)).filter((e) => e.kind === kind),
  };
}

export type World = Awaited<ReturnType<typeof openWorld>> & { house: House };

/** A group that asks for a module with a required assignment, and people around it. */
import * as table from '#src/db/schema/index.ts';
import { saveAssignment } from '#src/services/assignment/save.ts';
import { openTestHouse, type TestPerson } from '#tests/kit/house.ts';

export const at = { course: 'frontoffice', module: 'onze-activiteiten', assignment: 'oa-opdracht-kaart' };

export async function openAssignmentWorld() {
  const house = await openTestHouse();
  const library = await house.library('Bibliotheek Duinrand');
  const elsewhere = await house.library('Bibliotheek Heuvelland');
  const noor = await house.learner(library, 'Noor de Wit');
  const bo = await house.learner(library, 'Bo Kramer');
  const samira = await house.specialist(library, 'Samira Haddad');
  const ruben = await house.specialist(elsewhere, 'Ruben Kerkhof');
  const group = await house.group({
    libraryId: library,
    name: 'Duinrand, najaar',
    members: [noor, bo],
    leaders: [samira],
    modules: [at.module],
    meetings: 1,
  });
  const assignment = house.catalogue.modules.get(at.module)?.assignments.find((a) => a.id === at.assignment);
  if (!assignment) throw new Error('the assignment of these tests is gone');
  const fields = assignment.fields.map((f) => f.id);
  return {
    house,
    library,
    noor,
    bo,
    samira,
    ruben,
    group,
    assignment,
    fields,
    /** Every field filled in, unless told otherwise. */
    save: async (
      who: TestPerson,
      more: { texts?: readonly string[]; share?: 'self' | 'specialist'; confirmed?: boolean; fields?: readonly string[] } = {},
    ) =>
      saveAssignment(await house.ctx(who), {
        ...at,
        fields: more.fields ?? fields,
        texts: more.texts ?? fields.map((id) => `Tekst bij ${id}`),
        sharedWith: more.share ?? 'self',
        confirmed: more.confirmed ?? false,
      }),
    works: () => house.db.select().from(table.assignmentWork),
    replies: () => house.db.select().from(table.assignmentReply),
    mails: async (kind: string) => (await house.db.select().from(table.outbox)).filter((m) => m.payload.kind === kind),
    completions: () => house.db.select().from(table.moduleCompletion),
    certificates: () => house.db.select().from(table.certificate),
  };
}

export type AssignmentWorld = Awaited<ReturnType<typeof openAssignmentWorld>>;

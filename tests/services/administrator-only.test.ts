import { afterAll, beforeAll, expect, test } from 'vitest';
import { addBranch } from '#src/services/branch/add.ts';
import { changeBranch, openBranch } from '#src/services/branch/change.ts';
import type { Context } from '#src/services/context.ts';
import { changeRule } from '#src/services/group-rule/change.ts';
import { openRule } from '#src/services/group-rule/open.ts';
import { previewRule, tryPreview } from '#src/services/group-rule/preview.ts';
import { openArrangement } from '#src/services/group/arrange.ts';
import { listAllGroups } from '#src/services/group/list-all.ts';
import { closeGroup, courseChoices, makeGroup, renameGroup } from '#src/services/group/make.ts';
import { addLeaders, removeLeader } from '#src/services/leader/change.ts';
import { addMemberByEmail, addMembers, listAddable, removeMember } from '#src/services/membership/change.ts';
import { addOrganisation } from '#src/services/organisation/add.ts';
import { changeOrganisation } from '#src/services/organisation/change.ts';
import { organisationChoices } from '#src/services/organisation/choices.ts';
import { endOrganisation, reopenOrganisation } from '#src/services/organisation/end.ts';
import { listLibraries } from '#src/services/organisation/list.ts';
import { openOrganisation } from '#src/services/organisation/open.ts';
import { openOverview } from '#src/services/organisation/overview.ts';
import { addEmployment } from '#src/services/person/add-employment.ts';
import { addPerson } from '#src/services/person/add.ts';
import { deactivatePerson, reactivatePerson } from '#src/services/person/deactivate.ts';
import { endEmployment, keepEmployment, previewEnd } from '#src/services/person/end-employment.ts';
import { inviteAgain } from '#src/services/person/invite-again.ts';
import { jobForm } from '#src/services/person/job-form.ts';
import { listEveryone } from '#src/services/person/list.ts';
import { openPerson } from '#src/services/person/open.ts';
import { renamePerson } from '#src/services/person/rename.ts';
import { findOther } from '#src/services/person-merge/find.ts';
import { mergePeople } from '#src/services/person-merge/merge.ts';
import { previewMerge } from '#src/services/person-merge/preview.ts';
import { previewUndo, undoMerge } from '#src/services/person-merge/undo.ts';
import { openTestHouse, type House, type TestPerson } from '#tests/kit/house.ts';

let house: House;
const actors: Record<string, TestPerson> = {};
let g: string;
let l: string;
let p: string;

beforeAll(async () => {
  house = await openTestHouse();
  l = await house.library();
  actors.learner = await house.learner(l);
  actors.specialist = await house.specialist(l);
  actors.adviser = await house.person({ role: 'adviser', organisationId: await house.poi() });
  p = actors.learner.personId;
  g = (await house.group({ libraryId: l, members: [actors.learner], leaders: [actors.specialist] })).id;
});
afterAll(() => house.close());

const wish = { award: 'certificate' as const, moduleIds: ['landelijke-context'], meetings: [] };

/** Every service of the administrator, on things of the library the actor works for. */
const services: Record<string, (ctx: Context) => unknown> = {
  openOverview,
  listLibraries: (ctx) => listLibraries(ctx, {}),
  organisationChoices: (ctx) => organisationChoices(ctx),
  openOrganisation: (ctx) => openOrganisation(ctx, l),
  addOrganisation: (ctx) => addOrganisation(ctx, { id: 'x', kind: 'library', name: 'x' }),
  changeOrganisation: (ctx) => changeOrganisation(ctx, { id: l, name: 'x' }),
  endOrganisation: (ctx) => endOrganisation(ctx, l),
  reopenOrganisation: (ctx) => reopenOrganisation(ctx, l),
  addBranch: (ctx) => addBranch(ctx, { id: 'x', libraryId: l, name: 'x' }),
  openBranch: (ctx) => openBranch(ctx, l, 'x'),
  changeBranch: (ctx) => changeBranch(ctx, { branchId: 'x', change: { kind: 'end' } }),
  listEveryone: (ctx) => listEveryone(ctx, {}),
  openPerson: (ctx) => openPerson(ctx, p),
  jobForm: (ctx) => jobForm(ctx, l),
  addPerson: (ctx) => addPerson(ctx, { email: 'x@y.example', organisationId: l, role: 'learner' }),
  addEmployment: (ctx) => addEmployment(ctx, { personId: p, organisationId: l, role: 'educationSpecialist' }),
  previewEnd: (ctx) => previewEnd(ctx, p, 'x'),
  endEmployment: (ctx) => endEmployment(ctx, { employmentId: 'x' }),
  keepEmployment: (ctx) => keepEmployment(ctx, { employmentId: 'x' }),
  findOther: (ctx) => findOther(ctx, p, {}),
  previewMerge: (ctx) => previewMerge(ctx, { keptId: p, goneId: 'x' }),
  mergePeople: (ctx) => mergePeople(ctx, { keptId: p, goneId: 'x', login: 'kept' }),
  previewUndo: (ctx) => previewUndo(ctx, p, 'x'),
  undoMerge: (ctx) => undoMerge(ctx, 'x'),
  renamePerson: (ctx) => renamePerson(ctx, { personId: p, name: 'x' }),
  inviteAgain: (ctx) => inviteAgain(ctx, p),
  deactivatePerson: (ctx) => deactivatePerson(ctx, p),
  reactivatePerson: (ctx) => reactivatePerson(ctx, p),
  listAllGroups: (ctx) => listAllGroups(ctx, {}),
  courseChoices: async (ctx) => courseChoices(ctx),
  makeGroup: (ctx) => makeGroup(ctx, { id: 'x', libraryId: l, courseId: 'frontoffice', name: 'x', kind: 'normal' }),
  openArrangement: (ctx) => openArrangement(ctx, g),
};

/** What administrators, and the specialists and leaders of a group's library, arrange for it. */
const arranging: Record<string, (ctx: Context) => unknown> = {
  renameGroup: (ctx) => renameGroup(ctx, { groupId: g, name: 'x' }),
  closeGroup: (ctx) => closeGroup(ctx, { groupId: g, closed: true }),
  openRule: (ctx) => openRule(ctx, g),
  previewRule: (ctx) => previewRule(ctx, { groupId: g, ...wish }),
  tryPreview: (ctx) => tryPreview(ctx, { groupId: g, ...wish }),
  changeRule: (ctx) => changeRule(ctx, { groupId: g, ruleId: 'geen', ...wish }),
  listAddable: (ctx) => listAddable(ctx, g, 'member', {}),
  addMembers: (ctx) => addMembers(ctx, { groupId: g, personIds: [p] }),
  addMemberByEmail: (ctx) => addMemberByEmail(ctx, { groupId: g, email: 'x@y.example' }),
  removeMember: (ctx) => removeMember(ctx, { groupId: g, personId: p }),
  addLeaders: (ctx) => addLeaders(ctx, { groupId: g, personIds: [p] }),
  removeLeader: (ctx) => removeLeader(ctx, { groupId: g, personId: p }),
};

test.each(Object.keys(services))(
  '%s is for the administrator: everyone else is refused, nobody is asked to sign in',
  async (name) => {
    for (const who of ['learner', 'specialist', 'adviser']) {
      const ctx = await house.ctx(actors[who]);
      await expect((async () => services[name]?.(ctx))(), who).rejects.toMatchObject({ code: 'forbidden' });
    }
    const nobody = await house.ctx();
    await expect((async () => services[name]?.(nobody))()).rejects.toMatchObject({ code: 'notSignedIn' });
  },
);

test.each(Object.keys(arranging))('%s is refused to who arranges nothing, and of another library is not found', async (name) => {
  for (const who of ['learner', 'adviser']) {
    const ctx = await house.ctx(actors[who]);
    await expect((async () => arranging[name]?.(ctx))(), who).rejects.toMatchObject({ code: 'forbidden' });
  }
  const elsewhere = await house.ctx(await house.specialist(await house.library()));
  await expect((async () => arranging[name]?.(elsewhere))()).rejects.toMatchObject({ code: 'notFound' });
  const nobody = await house.ctx();
  await expect((async () => arranging[name]?.(nobody))()).rejects.toMatchObject({ code: 'notSignedIn' });
});

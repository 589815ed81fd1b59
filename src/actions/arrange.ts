import { copyGroup, copyPeople } from '#src/services/group/copy.ts';
import { closeGroup, groupKinds, renameGroup } from '#src/services/group/make.ts';
import { startGroup } from '#src/services/group/start.ts';
import { endLink, linkDays, linkUses, makeGroupLink } from '#src/services/group-link/keep.ts';
import { meetingPath } from '#src/services/group/work-text.ts';
import { addLeaders, removeLeader } from '#src/services/leader/change.ts';
import { addMomentLeader, momentRoles, removeMomentLeader } from '#src/services/leader/moment.ts';
import { addMembers, removeMember } from '#src/services/membership/change.ts';
import { inviteMembersAgain } from '#src/services/membership/invite-again.ts';
import { addMemberList, checkMemberList } from '#src/services/membership/list.ts';
import { makeCards } from '#src/services/sign-in-card/make.ts';
import { id, ids, line, lines, oneOf, optionalId, whole, z } from './fields.ts';
import { formAction } from './form-action.ts';
import { changeOwnRuleAction, checkOwnRuleAction } from './group-rule.ts';

const which = { groep: id('een groep') };
const place = { ...which, nr: whole('het nummer', 1, 9999), moment: id('een moment') };
const page = (groupId: string, part: string, done = '') => `/groepen/${groupId}${part}${done && `?gelukt=${done}`}`;
/** Three hundred lines of a name and an address. */
const list = lines('een lijst', 60_000);

/** What a specialist or leader arranges for a group; the administrator's own pages are in group.ts. */
export const arrange = {
  start: formAction(
    z.strictObject({
      sleutel: id('een formulier'),
      bibliotheek: id('een bibliotheek'),
      cursus: id('een cursus'),
      naam: line('de naam', 80),
      soort: oneOf(groupKinds, 'Kies een soort groep.'),
      module: ids,
      bijeenkomsten: whole('het aantal bijeenkomsten', 0, 6),
    }),
    async (ctx, input) => {
      const groupId = await startGroup(ctx, {
        id: input.sleutel,
        libraryId: input.bibliotheek,
        courseId: input.cursus,
        name: input.naam,
        kind: input.soort,
        moduleIds: input.module,
        meetings: input.bijeenkomsten,
      });
      return page(groupId, input.bijeenkomsten > 0 ? '/planning' : '/mensen', 'groep-begonnen');
    },
  ),

  copy: formAction(
    z.strictObject({
      ...which,
      sleutel: id('een formulier'),
      naam: line('de naam', 80),
      mensen: oneOf(copyPeople, 'Kies wie er meegaan.'),
    }),
    async (ctx, input) => {
      const made = { groupId: input.groep, id: input.sleutel, name: input.naam, people: input.mensen };
      return page(await copyGroup(ctx, made), '/planning', 'groep-begonnen');
    },
  ),

  rename: formAction(z.strictObject({ ...which, naam: line('de naam', 80) }), async (ctx, input) => {
    await renameGroup(ctx, { groupId: input.groep, name: input.naam });
    return page(input.groep, '', 'opgeslagen');
  }),

  close: formAction(z.strictObject(which), async (ctx, input) => {
    await closeGroup(ctx, { groupId: input.groep, closed: true });
    return page(input.groep, '', 'gesloten');
  }),

  reopen: formAction(z.strictObject(which), async (ctx, input) => {
    await closeGroup(ctx, { groupId: input.groep, closed: false });
    return page(input.groep, '', 'ongedaan');
  }),

  checkRule: checkOwnRuleAction,
  changeRule: changeOwnRuleAction,

  addMembers: formAction(z.strictObject({ ...which, persoon: ids }), async (ctx, input) => {
    await addMembers(ctx, { groupId: input.groep, personIds: input.persoon });
    return page(input.groep, '/mensen', 'toegevoegd');
  }),

  removeMember: formAction(z.strictObject({ ...which, persoon: id() }), async (ctx, input) => {
    await removeMember(ctx, { groupId: input.groep, personId: input.persoon });
    return page(input.groep, '/mensen', 'uit-groep');
  }),

  /** Shows the same page with what would happen per line. */
  checkList: formAction(z.strictObject({ ...which, lijst: list }), async (ctx, input, api) => {
    api.locals.shown = { list: await checkMemberList(ctx, { groupId: input.groep, text: input.lijst }) };
    return null;
  }),

  addList: formAction(z.strictObject({ ...which, lijst: list }), async (ctx, input) => {
    await addMemberList(ctx, { groupId: input.groep, text: input.lijst });
    return page(input.groep, '/mensen', 'lijst-erin');
  }),

  inviteAgain: formAction(z.strictObject({ ...which, persoon: optionalId }), async (ctx, input) => {
    const { sent } = await inviteMembersAgain(ctx, { groupId: input.groep, personId: input.persoon ?? null });
    return page(input.groep, '/mensen', sent > 0 ? 'uitgenodigd' : 'net-uitgenodigd');
  }),

  addLeaders: formAction(z.strictObject({ ...which, persoon: ids }), async (ctx, input) => {
    await addLeaders(ctx, { groupId: input.groep, personIds: input.persoon });
    return page(input.groep, '/begeleiders', 'toegevoegd');
  }),

  removeLeader: formAction(z.strictObject({ ...which, persoon: id() }), async (ctx, input) => {
    await removeLeader(ctx, { groupId: input.groep, personId: input.persoon });
    return input.persoon === ctx.actor?.personId
      ? '/groepen?gelukt=begeleidt-niet'
      : page(input.groep, '/begeleiders', 'begeleidt-niet');
  }),

  addMomentLeader: formAction(
    z.strictObject({ ...place, persoon: id('iemand'), rol: oneOf(momentRoles, 'Kies wat diegene doet.') }),
    async (ctx, input) => {
      await addMomentLeader(ctx, {
        groupId: input.groep,
        nr: input.nr,
        momentId: input.moment,
        personId: input.persoon,
        role: input.rol,
      });
      return `${meetingPath(input.groep, input.nr)}/${input.moment}/begeleiding?gelukt=gevraagd`;
    },
  ),

  removeMomentLeader: formAction(z.strictObject({ ...place, wie: id() }), async (ctx, input) => {
    await removeMomentLeader(ctx, { groupId: input.groep, nr: input.nr, momentId: input.moment, leaderId: input.wie });
    return `${meetingPath(input.groep, input.nr)}/${input.moment}/begeleiding?gelukt=verwijderd`;
  }),

  /** The secret stands on the page that answers, once; it is in no address. */
  makeLink: formAction(
    z.strictObject({
      ...which,
      plekken: whole('het aantal plekken', linkUses.least, linkUses.most),
      dagen: whole('het aantal dagen', linkDays.least, linkDays.most),
    }),
    async (ctx, input, api) => {
      api.locals.shown = { link: await makeGroupLink(ctx, { groupId: input.groep, uses: input.plekken, days: input.dagen }) };
      return null;
    },
  ),

  endLink: formAction(z.strictObject({ ...which, link: id() }), async (ctx, input) => {
    await endLink(ctx, { groupId: input.groep, linkId: input.link });
    return page(input.groep, '/mensen/link', 'link-weg');
  }),

  makeCards: formAction(z.strictObject({ ...which, persoon: ids }), async (ctx, input, api) => {
    api.locals.shown = { cards: await makeCards(ctx, { groupId: input.groep, personIds: input.persoon }) };
    return null;
  }),
};

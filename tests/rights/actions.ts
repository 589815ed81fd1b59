/**
 * Who may use each action: one row per action, with a form whose fields are in order, so that only the right decides.
 * 200: it is done, or refused for another reason than rights.
 */
import type { Expected, Row } from './routes.ts';

export type Fields = Record<string, string>;

export interface ActionRow {
  form(ids: Fields): Fields;
  expect: Row;
}

const all = (expected: Expected): Row => ({
  anonymous: expected,
  learner: expected,
  educationSpecialist: expected,
  adviser: expected,
  administrator: expected,
});
/** 200 in the table means: not refused. The test looks at refusals only. */
const everyone = all(200);
const signedIn: Row = { ...all(200), anonymous: 401 };
const administrators: Row = { ...all(403), anonymous: 401, administrator: 200 };
/** Of a group: who leads it, its library's specialists, and the administrator. */
const arrangers: Row = { ...all(403), anonymous: 401, educationSpecialist: { own: 200, other: 404 }, administrator: 200 };
const leaders: Row = { ...all(403), anonymous: 401, educationSpecialist: { own: 200, other: 404 } };
/** Of a pilot: who advises at its POI; of a library's part in it: its own specialists. */
const advisers: Row = { ...all(403), anonymous: 401, adviser: 200 };
const province = { own: 200, other: 200, far: 404 } as const;
const ownAdvisers: Row = { ...advisers, adviser: province };
const ownSpecialists: Row = { ...all(403), anonymous: 401, educationSpecialist: { own: 200, other: 404 } };
/** An attempt and a note belong to one person. */
/** Of a library: whoever works there. */
const staff: Row = {
  anonymous: 401,
  learner: { own: 200, other: 404 },
  educationSpecialist: { own: 200, other: 404 },
  adviser: 403,
  administrator: 403,
};
/** An attempt belongs to one person. */
const owner: Row = { ...all(404), anonymous: 401, learner: { own: 200, other: 404 } };

/** Of a group: who takes part in it. */
const participant: Row = { ...all(404), anonymous: 401, learner: { own: 200, other: 404 } };
/** Of an agreement: whoever does it, and who leads the group. */
const ofOwner: Row = { ...participant, educationSpecialist: { own: 200, other: 404 } };

/** Of a library's part in a pilot: both sides, or the adviser only. */
const pilotSides: Row = { ...all(403), anonymous: 401, educationSpecialist: { own: 200, other: 404 }, adviser: province };
const pilotAdviser: Row = { ...all(403), anonymous: 401, adviser: province };

const row = (expect: Row, form: (ids: Fields) => Fields = () => ({})): ActionRow => ({ form, expect });
const get = (ids: Fields, name: string) => ids[name] ?? '';
const ofGroup = (ids: Fields) => ({ groep: get(ids, 'group') });
const ofMeeting = (ids: Fields) => ({ ...ofGroup(ids), nr: get(ids, 'nr') });
const ofMoment = (ids: Fields) => ({ ...ofMeeting(ids), moment: get(ids, 'moment') });
const ofMember = (ids: Fields) => ({ ...ofGroup(ids), persoon: get(ids, 'person') });
const ofPerson = (ids: Fields) => ({ persoon: get(ids, 'person') });
const ofPackage = (ids: Fields) => ({ pakket: get(ids, 'pakket') });
const ofPilot = (ids: Fields) => ({ pilot: get(ids, 'pilot') });
const ofPart = (ids: Fields) => ({ deelname: get(ids, 'deelname') });
const ofLibrary = (ids: Fields) => ({ organisatie: get(ids, 'library') });
const ofBranch = (ids: Fields) => ({ vestiging: get(ids, 'branch') });
const ofPractice = (ids: Fields) => ({
  course: get(ids, 'course'),
  module: get(ids, 'module'),
  lesson: get(ids, 'lesson'),
  question: 'x',
});
const ofSlot = (ids: Fields) => ({ bibliotheek: get(ids, 'library'), vak: get(ids, 'slot'), gezien: '0' });
const ofText = (ids: Fields) => ({ ...ofSlot(ids), tekst: 'Tekst', eigenaar: get(ids, 'person'), nakijken: '2099-01-01' });
const ofReferral = (ids: Fields) => ({ bibliotheek: get(ids, 'library'), regel: get(ids, 'referral') });
const referral = (ids: Fields) => ({
  bibliotheek: get(ids, 'library'),
  onderwerp: 'work',
  organisatie: 'Werkplein',
  waarvoor: 'Werk',
  hoe: 'Bel samen',
  contact: 'Werkplein',
  eigenaar: get(ids, 'person'),
  nakijken: '2099-01-01',
});
const ofConversation = (ids: Fields) => ({
  course: get(ids, 'course'),
  module: get(ids, 'module'),
  conversation: get(ids, 'conversation'),
});
const ofLesson = (ids: Fields) => ({ course: get(ids, 'course'), module: get(ids, 'module'), lesson: get(ids, 'lesson') });
const ofWork = (ids: Fields) => ({ ...ofMeeting(ids), persoon: get(ids, 'person'), opdracht: 'x', sleutel: 'o' });
const ofPilotPart = (ids: Fields) => ({ ...ofPilot(ids), ...ofPart(ids) });
const agreed = (ids: Fields) => ({ ...ofPilotPart(ids), wat: 'Bel', wie: get(ids, 'person'), datum: '2099-01-01' });
const talk = (ids: Fields) => ({
  ...ofPilotPart(ids),
  onderwerp: 'Voorbereiden',
  dag: '2099-01-01',
  begin: '09:00',
  einde: '10:00',
  plaats: 'We bellen',
});
const times = { dag: '2027-02-16', begin: '09:00', einde: '10:30', plaats: 'Zaal' };
const keyAnswer = () => ({ token: '0'.repeat(32), antwoord: '{}' });
const job = { rol: 'learner' };

export const actionRows: Record<string, ActionRow> = {
  'account.acceptInvitation': row(everyone),
  'account.changePassword': row(signedIn, () => ({ huidigWachtwoord: 'iets-heel-anders', nieuwWachtwoord: 'zeer-geheim-woord' })),
  'account.chooseMail': row(signedIn),
  'account.endFeed': row(signedIn),
  'account.endSession': row(signedIn, () => ({ sessie: 'x' })),
  'account.makeFeed': row(signedIn, () => ({ sleutel: 'x' })),
  'account.requestReset': row(everyone, () => ({ email: 'niemand@duinrand.example' })),
  'account.setPassword': row(everyone),
  'account.signOutElsewhere': row(signedIn),
  'agreement.add': row(leaders, (ids) => ({
    ...ofMeeting(ids),
    sleutel: 'k',
    wat: 'Bel',
    wie: get(ids, 'person'),
    datum: '2099-01-01',
  })),
  'agreement.change': row(leaders, (ids) => ({
    ...ofMeeting(ids),
    afspraak: get(ids, 'agreement'),
    gezien: 'x',
    wat: 'Bel',
    wie: get(ids, 'person'),
    datum: '2099-01-01',
  })),
  'agreement.done': row(ofOwner, (ids) => ({ afspraak: get(ids, 'agreement') })),
  'agreement.reopen': row(ofOwner, (ids) => ({ afspraak: get(ids, 'agreement') })),
  'agreement.toLocal': row(leaders, (ids) => ({ ...ofMeeting(ids), vak: get(ids, 'slot'), gezien: '0', tekst: 'Tekst' })),
  'agreement.withdraw': row(leaders, (ids) => ({ ...ofGroup(ids), nr: '1', afspraak: get(ids, 'agreement') })),
  'ask.send': row(signedIn, (ids) => ({ ...ofLesson(ids), sleutel: 'l', wie: get(ids, 'person') })),
  'agenda.save': row(leaders, (ids) => ({
    ...ofMeeting(ids),
    gezien: '0',
    doe: 'bewaar',
    'titel:0': 'Welkom',
    'minuten:0': '5',
  })),
  'assignment.reply': row(leaders, (ids) => ({ ...ofGroup(ids), sleutel: 'k', werk: 'x', tekst: 'Mooi gedaan.' })),
  'assignment.save': row(signedIn, (ids) => ({
    course: get(ids, 'course'),
    module: get(ids, 'module'),
    opdracht: get(ids, 'assignment'),
    veld: 'f1',
    'tekst:f1': 'Iets',
    delen: 'self',
  })),
  'arrange.addLeaders': row(arrangers, ofGroup),
  'arrange.addList': row(arrangers, (ids) => ({ ...ofGroup(ids), lijst: '---' })),
  'arrange.addMembers': row(arrangers, ofGroup),
  'arrange.addMomentLeader': row(arrangers, (ids) => ({ ...ofMoment(ids), persoon: 'x', rol: 'guest' })),
  'arrange.changeRule': row(arrangers, (ids) => ({
    ...ofGroup(ids),
    regel: 'x',
    module: 'nieuwe-klanten',
    prijs: 'certificate',
  })),
  'arrange.checkList': row(arrangers, (ids) => ({ ...ofGroup(ids), lijst: '---' })),
  'arrange.checkRule': row(arrangers, (ids) => ({ ...ofGroup(ids), module: 'nieuwe-klanten', prijs: 'certificate' })),
  'arrange.close': row(arrangers, ofGroup),
  'arrange.copy': row(arrangers, (ids) => ({ ...ofGroup(ids), sleutel: 'i', naam: 'Ronde', mensen: 'none' })),
  'arrange.endLink': row(arrangers, (ids) => ({ ...ofGroup(ids), link: 'x' })),
  'arrange.inviteAgain': row(arrangers, (ids) => ({ ...ofGroup(ids), persoon: get(ids, 'person') })),
  'arrange.makeCards': row(arrangers, ofGroup),
  'arrange.makeLink': row(arrangers, (ids) => ({ ...ofGroup(ids), plekken: '1', dagen: '1' })),
  'arrange.removeLeader': row(arrangers, (ids) => ({ ...ofGroup(ids), persoon: 'x' })),
  'arrange.removeMember': row(arrangers, ofMember),
  'arrange.removeMomentLeader': row(arrangers, (ids) => ({ ...ofMoment(ids), wie: 'x' })),
  'arrange.rename': row(arrangers, (ids) => ({ ...ofGroup(ids), naam: 'Groep' })),
  'arrange.reopen': row(arrangers, ofGroup),
  'arrange.start': row(leaders, (ids) => ({
    sleutel: 'j',
    bibliotheek: get(ids, 'library'),
    cursus: 'frontoffice',
    naam: 'Proef',
    soort: 'practice',
    module: 'nieuwe-klanten',
    bijeenkomsten: '0',
  })),
  'attendance.everyone': row(leaders, (ids) => ({ ...ofMoment(ids), sleutel: 'a' })),
  'attendance.mark': row(leaders, (ids) => ({ ...ofMoment(ids), sleutel: 'b', mark: `present:${get(ids, 'person')}` })),
  'attendance.undo': row(leaders, (ids) => ({ ...ofMoment(ids), actie: 'x' })),
  'buddy.propose': row(leaders, (ids) => ({ ...ofGroup(ids), wie: 'rest' })),
  'buddy.tick': row(participant, (ids) => ({ tweetal: get(ids, 'pair'), module: get(ids, 'buddyModule') })),
  'buddy.together': row(leaders, (ids) => ({ ...ofGroup(ids), wie: get(ids, 'person'), met: get(ids, 'person') })),
  'buddy.untick': row(participant, (ids) => ({ tweetal: get(ids, 'pair'), module: get(ids, 'buddyModule') })),
  'certificate.giveParticipation': row(leaders, ofMember),
  'certificate.reissue': row(leaders, ofMember),
  'certificate.revoke': row(leaders, (ids) => ({ ...ofMember(ids), certificaat: get(ids, 'certificate'), reden: 'request' })),
  'course.join': row(signedIn, () => ({ course: 'privacy-basis' })),
  // About a library's own text: adviser and administrator answer others, and for them this one is not there.
  'correction.answer': row({ ...leaders, adviser: 404, administrator: 404 }, (ids) => ({
    melding: get(ids, 'correction'),
    tekst: 'Dank je wel.',
  })),
  'correction.report': row(signedIn, (ids) => ({
    course: get(ids, 'course'),
    module: get(ids, 'module'),
    lesson: get(ids, 'lesson'),
    sleutel: 'h',
    waarover: 'national',
    tekst: 'Dit klopt niet.',
  })),
  'checkIn.pin': row(signedIn, () => ({ sleutel: 'k', pincode: '000000' })),
  'checkIn.scan': row(signedIn, () => ({ sleutel: 'k', code: 'x' })),
  'conversation.again': row(signedIn, (ids) => ({ ...ofConversation(ids), go: '1' })),
  'conversation.choose': row(signedIn, (ids) => ({ ...ofConversation(ids), go: '1', turn: '1', node: 'begin', choice: 'a' })),
  'datePoll.answer': row({ ...all(404), anonymous: 401 }, () => ({ prikker: 'x' })),
  'datePoll.callOff': row(leaders, ofMeeting),
  'datePoll.choose': row(leaders, (ids) => ({ ...ofMeeting(ids), dag: 'x' })),
  'datePoll.start': row(leaders, (ids) => ({ ...ofMeeting(ids), sleutel: 'k', tot: '2027-02-01', plaats: 'Zaal' })),
  'desk.leave': row(signedIn, () => ({ path: '/leerkaart' })),
  'group.addLeaders': row(arrangers, ofGroup),
  'group.addMemberByEmail': row(arrangers, (ids) => ({ ...ofGroup(ids), email: 'nieuw@duinrand.example' })),
  'group.addMembers': row(arrangers, ofGroup),
  'group.changeRule': row(arrangers, (ids) => ({
    ...ofGroup(ids),
    regel: 'x',
    module: 'nieuwe-klanten',
    prijs: 'certificate',
  })),
  'group.checkRule': row(arrangers, (ids) => ({ ...ofGroup(ids), module: 'nieuwe-klanten', prijs: 'certificate' })),
  'group.close': row(arrangers, ofGroup),
  'group.make': row(administrators, (ids) => ({
    sleutel: 'c',
    bibliotheek: get(ids, 'library'),
    cursus: 'frontoffice',
    naam: 'Groep',
    soort: 'normal',
  })),
  'group.removeLeader': row(arrangers, ofMember),
  'group.removeMember': row(arrangers, ofMember),
  'group.rename': row(arrangers, (ids) => ({ ...ofGroup(ids), naam: 'Groep' })),
  'group.reopen': row(arrangers, ofGroup),
  'joining.acceptCard': row(everyone),
  'joining.ask': row(everyone),
  'joining.join': row(signedIn, () => ({ token: 'x' })),
  'intention.save': row(participant, (ids) => ({ bijeenkomst: get(ids, 'meeting'), tekst: 'Tekst', delen: 'nee' })),
  'lesson.complete': row(signedIn, (ids) => ({
    course: get(ids, 'course'),
    module: get(ids, 'module'),
    lesson: get(ids, 'lesson'),
  })),
  'lesson.position': row(signedIn, (ids) => ({
    course: get(ids, 'course'),
    module: get(ids, 'module'),
    lesson: get(ids, 'lesson'),
    anchor: 'doe-eerst',
  })),
  'local.chooseBranch': row(staff, ofBranch),
  'local.confirm': row(leaders, ofSlot),
  'local.preview': row(leaders, ofText),
  'local.remove': row(leaders, ofSlot),
  'local.save': row(leaders, ofText),
  'makeUp.accept': row(leaders, ofWork),
  'makeUp.draft': row(participant, (ids) => ({ bijeenkomst: get(ids, 'meeting'), sleutel: 'm' })),
  'makeUp.giveBack': row(leaders, (ids) => ({ ...ofWork(ids), reactie: 'Vertel iets meer.' })),
  'makeUp.handIn': row(participant, (ids) => ({ bijeenkomst: get(ids, 'meeting'), sleutel: 'n' })),
  'mail.retry': row(administrators, () => ({ mail: 'x' })),
  'mail.retryAll': row(administrators),
  'makeUp.record': row(leaders, (ids) => ({ ...ofMeeting(ids), sleutel: 'd', persoon: get(ids, 'person'), hoe: 'task' })),
  'makeUp.withdraw': row(leaders, (ids) => ({ ...ofMeeting(ids), inhaal: 'x' })),
  'meeting.cancel': row(leaders, (ids) => ({ ...ofMeeting(ids), regel: 'x' })),
  'meeting.cancelMoment': row(leaders, ofMoment),
  'meeting.change': row(leaders, (ids) => ({ ...ofMoment(ids), ...times, volgnummer: '0' })),
  'meeting.expect': row(leaders, ofMeeting),
  'meeting.plan': row(leaders, (ids) => ({ ...ofMeeting(ids), ...times, sleutel: 'e' })),
  'module.answerChange': row(signedIn, (ids) => ({ course: get(ids, 'course'), module: get(ids, 'module'), versie: '2' })),
  'note.add': row(signedIn, () => ({ sleutel: 'i', tekst: 'Notitie' })),
  'note.change': row(owner, (ids) => ({ notitie: get(ids, 'note'), tekst: 'Notitie' })),
  // Someone else's note stays, without a word about it.
  'note.remove': row(signedIn, (ids) => ({ notitie: get(ids, 'note') })),
  'evaluation.make': row(ownAdvisers, (ids) => ({ ...ofPilot(ids), sleutel: `verslag-${get(ids, 'pilot')}`, soort: 'interim' })),
  'evaluation.write': row(ownAdvisers, (ids) => ({ ...ofPilot(ids), gezien: '0', tekst: 'Tekst' })),
  'evaluation.judge': row(ownAdvisers, (ids) => ({
    ...ofPilot(ids),
    module: 'nieuwe-klanten',
    besluit: 'keep',
    waarom: 'Goed',
    sleutel: 'taak',
  })),
  // A task that isn't there: its advisers don't find it, whoever is none may not.
  'moduleTask.done': row({ ...advisers, adviser: 404 }, () => ({ taak: 'x', versie: '1' })),
  'moduleTask.reopen': row({ ...advisers, adviser: 404 }, () => ({ taak: 'x' })),
  'moduleTask.withdraw': row({ ...advisers, adviser: 404 }, () => ({ taak: 'x' })),
  'release.set': row(administrators, () => ({ cursus: 'frontoffice', voor: 'alle' })),
  'membership.leave': row({ ...all(404), anonymous: 401 }, () => ({ groep: 'x' })),
  'membership.pause': row(arrangers, ofMember),
  'membership.resume': row(arrangers, ofMember),
  'organisation.add': row(administrators, () => ({ sleutel: 'f', soort: 'library', naam: 'Bibliotheek' })),
  'organisation.addBranch': row(administrators, (ids) => ({ sleutel: 'g', ...ofLibrary(ids), naam: 'Vestiging' })),
  'organisation.change': row(administrators, (ids) => ({ ...ofLibrary(ids), naam: 'Bibliotheek' })),
  'organisation.end': row(administrators, ofLibrary),
  'organisation.endBranch': row(administrators, ofBranch),
  'organisation.renameBranch': row(administrators, (ids) => ({ ...ofBranch(ids), naam: 'Vestiging' })),
  'organisation.reopen': row(administrators, ofLibrary),
  'organisation.reopenBranch': row(administrators, ofBranch),
  'packages.newVersion': row(arrangers, ofPackage),
  'packages.publish': row(arrangers, (ids) => ({
    ...ofPackage(ids),
    versie: get(ids, 'uitgave'),
    titel: 'Privacy',
    minuten: '20',
    klaar: 'completed',
    score: '',
  })),
  'packages.remove': row(arrangers, ofPackage),
  'packages.start': row(
    {
      ...all(404),
      anonymous: 401,
      learner: { own: 200, other: 404 },
      educationSpecialist: { own: 200, other: 404 },
      administrator: 200,
    },
    ofPackage,
  ),
  'packages.upload': row(
    { ...all(403), anonymous: 401, educationSpecialist: { own: 200, other: 404 }, administrator: 200 },
    (ids) => ({ voor: get(ids, 'library') }),
  ),
  // The demonstration has no other place to sign in.
  'outside.begin': row(all(404)),
  'outside.finish': row(all(404)),
  'outside.link': row(all(404)),
  'outside.unlink': row({ ...all(404), anonymous: 401 }),
  'passkey.beginConfirm': row(signedIn),
  'passkey.beginRegister': row(signedIn, () => ({ naam: 'Telefoon' })),
  'passkey.beginSignIn': row(everyone),
  'passkey.confirm': row(signedIn, keyAnswer),
  'passkey.makeCodes': row(signedIn),
  'passkey.register': row(signedIn, () => ({ ...keyAnswer(), naam: 'Telefoon' })),
  'passkey.remove': row({ ...all(404), anonymous: 401 }, () => ({ sleutel: 'x' })),
  'passkey.rename': row({ ...all(404), anonymous: 401 }, () => ({ sleutel: 'x', naam: 'Telefoon' })),
  'passkey.signIn': row(everyone, keyAnswer),
  'passkey.useCode': row(signedIn, () => ({ code: 'x' })),
  'people.letIn': row({ ...all(403), anonymous: 401, educationSpecialist: 404, administrator: 404 }, () => ({ lijst: 'x' })),
  'people.upload': row(
    { ...all(403), anonymous: 401, educationSpecialist: { own: 200, other: 404 }, administrator: 200 },
    (ids) => ({ bibliotheek: get(ids, 'library') }),
  ),
  'person.add': row(administrators, (ids) => ({ ...ofLibrary(ids), ...job, email: 'nieuw@duinrand.example' })),
  'person.addEmployment': row(administrators, (ids) => ({ ...ofPerson(ids), ...ofLibrary(ids), ...job })),
  'person.deactivate': row(administrators, ofPerson),
  'person.endEmployment': row(administrators, (ids) => ({ werkplek: get(ids, 'employment') })),
  'person.keepEmployment': row(administrators, (ids) => ({ werkplek: get(ids, 'employment') })),
  'person.inviteAgain': row(administrators, ofPerson),
  'person.merge': row(administrators, (ids) => ({ blijft: get(ids, 'person'), weg: 'bestaat-niet', inlog: 'kept' })),
  'person.undoMerge': row(administrators, () => ({ samenvoeging: 'bestaat-niet' })),
  'person.reactivate': row(administrators, ofPerson),
  'person.rename': row(administrators, (ids) => ({ ...ofPerson(ids), naam: 'Naam' })),
  'practice.arrange': row(signedIn, (ids) => ({ ...ofPractice(ids), move: 'a.up' })),
  'practice.check': row(signedIn, ofPractice),
  'pilot.make': row(advisers, () => ({
    sleutel: 'p',
    cursus: 'frontoffice',
    naam: 'Pilot',
    begin: '2027-01-11',
    einde: '',
    later: '',
  })),
  'pilot.change': row(ownAdvisers, (ids) => ({ ...ofPilot(ids), naam: 'Pilot', begin: '2027-01-11', einde: '', later: '' })),
  'pilot.end': row(ownAdvisers, ofPilot),
  'pilot.invite': row(ownAdvisers, (ids) => ({ ...ofPilot(ids), bibliotheken: 'x' })),
  'pilot.takeBack': row(ownAdvisers, ofPart),
  'pilot.join': row(ownSpecialists, ofPart),
  'pilot.decline': row(ownSpecialists, ofPart),
  'pilot.leave': row(ownSpecialists, ofPart),
  'pilotAdvice.add': row(pilotAdviser, (ids) => ({ ...ofPilotPart(ids), sleutel: 'p', advies: 'Advies' })),
  'pilotAdvice.withdraw': row({ ...pilotAdviser, adviser: 404 }, (ids) => ({ ...ofPilotPart(ids), advies: 'bestaat-niet' })),
  'pilotAgreement.add': row(pilotSides, (ids) => ({ ...agreed(ids), sleutel: 'q' })),
  'pilotAgreement.change': row(pilotSides, (ids) => ({ ...agreed(ids), afspraak: get(ids, 'pilotAgreement'), gezien: 'x' })),
  'pilotAgreement.done': row(pilotSides, (ids) => ({ afspraak: get(ids, 'pilotAgreement') })),
  'pilotAgreement.reopen': row(pilotSides, (ids) => ({ afspraak: get(ids, 'pilotAgreement') })),
  'pilotAgreement.withdraw': row(pilotSides, (ids) => ({ ...ofPilotPart(ids), afspraak: get(ids, 'pilotAgreement') })),
  'pilotContact.cancel': row(pilotAdviser, (ids) => ({ ...ofPilotPart(ids), gesprek: get(ids, 'talk') })),
  'pilotContact.change': row(pilotAdviser, (ids) => ({ ...talk(ids), gesprek: get(ids, 'talk'), gezien: 'x' })),
  'pilotContact.plan': row(pilotAdviser, (ids) => ({ ...talk(ids), sleutel: 'r' })),
  'planning.dates': row(leaders, (ids) => ({ ...ofGroup(ids), sleutel: 'l' })),
  'planning.proposeWishes': row(leaders, ofGroup),
  'planning.wishes': row(leaders, ofGroup),
  'privacy.askErasure': row(signedIn, () => ({ certificaten: 'naam', wachtwoord: 'x' })),
  'privacy.changeTerms': row(administrators, () => ({ audit: '2', mail: '30', away: '3' })),
  'privacy.eraseNow': row(administrators, () => ({ verzoek: 'x' })),
  'privacy.keepAccount': row(administrators, () => ({ verzoek: 'x' })),
  'privacy.tryTerms': row(administrators, () => ({ audit: '2', mail: '30', away: '3' })),
  'privacy.withdrawErasure': row(signedIn),
  'questionnaire.count': row(leaders, (ids) => ({
    deelname: get(ids, 'deelname'),
    ronde: '6',
    vragen: '47',
    doorverwijzingen: '',
    aanmeldingen: '',
  })),
  'questionnaire.fill': row(
    {
      anonymous: 401,
      learner: { own: 200, other: 404 },
      educationSpecialist: 404,
      adviser: 403,
      administrator: 403,
    },
    (ids) => ({ deelname: get(ids, 'deelname'), ronde: '6', 'antwoord:b-warm': 'b-warm.2' }),
  ),
  'quiz.answer': row(owner, (ids) => ({ attempt: get(ids, 'attempt'), question: 'nk-q01', chosen: 'a' })),
  'quiz.arrange': row(signedIn, (ids) => ({ attempt: get(ids, 'attempt'), question: 'nk-q01', move: 'a.up' })),
  'quiz.start': row(signedIn, (ids) => ({ course: get(ids, 'course'), module: get(ids, 'module') })),
  'referral.add': row(leaders, (ids) => ({ ...referral(ids), sleutel: 'h' })),
  'referral.change': row(leaders, (ids) => ({ ...referral(ids), ...ofReferral(ids), gezien: '0' })),
  'referral.confirm': row(leaders, (ids) => ({ ...ofReferral(ids), gezien: '0' })),
  'referral.end': row(leaders, ofReferral),
  'referral.reopen': row(leaders, ofReferral),
  'report.mail': row(leaders, ofMeeting),
  'session.askLink': row(everyone, () => ({ email: 'niemand@duinrand.example' })),
  'session.signIn': row(everyone),
  'session.signOut': row(everyone),
  'session.useLink': row(everyone, () => ({ token: 'bestaat-niet' })),
  'poll.close': row(leaders, (ids) => ({ ...ofMoment(ids), stemming: 'x' })),
  'poll.open': row(leaders, (ids) => ({
    ...ofMoment(ids),
    sleutel: 'stem',
    soort: 'poll',
    vraag: 'Wat eerst?',
    opties: 'Taal\nDigitaal',
    stippen: '1',
  })),
  // Without a poll of this id nothing is found, whoever asks.
  'poll.vote': row({ ...all(404), anonymous: 401 }, (ids) => ({ moment: get(ids, 'moment'), stemming: 'x', keuze: 'o1' })),
  'run.carousel': row(leaders, (ids) => ({ ...ofMoment(ids), onderwerpen: 'Taal\nDigitaal', minuten: '5' })),
  'run.confirm': row(leaders, (ids) => ({ ...ofMoment(ids), sleutel: 'c' })),
  'run.lead': row(leaders, (ids) => ({ ...ofMoment(ids), doe: 'prepare', vanaf: 'scherm' })),
  'run.note': row(leaders, (ids) => ({ ...ofMoment(ids), notitie: 'Koffie' })),
  'suggestion.add': row({ ...all(403), anonymous: 401, adviser: 200 }, (ids) => ({
    sleutel: 's',
    bibliotheek: get(ids, 'library'),
    bijeenkomst: 'frontoffice_fo-locatie',
    suggestie: 'Nodig het Taalhuis uit.',
  })),
  'suggestion.withdraw': row({ ...all(403), anonymous: 401, adviser: 404 }, () => ({ suggestie: 'x' })),
  'visit.choose': row(leaders, (ids) => ({ ...ofMeeting(ids), persoon: get(ids, 'person'), moment: 'x' })),
  'visit.withdraw': row(leaders, (ids) => ({ ...ofMeeting(ids), persoon: get(ids, 'person') })),
};

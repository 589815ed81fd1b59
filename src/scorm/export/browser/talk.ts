/** A conversation at the desk, turn by turn. */
import { beginAgain, chooseIn, talkStanding } from '#src/domain/export/state.ts';
import { talkViewOf, type SaidView } from '#src/domain/conversation-view.ts';
import { button, goTo, h, icon, sources } from './dom.ts';
import type { Package } from './module.ts';

export function showTalk(pack: Package, view: ParentNode, up: string): void {
  const stage = view.querySelector<HTMLElement>('[data-talk]');
  const conversation = pack.module.conversations.find((c) => c.id === stage?.dataset.talk);
  if (!stage || !conversation) return;
  const lesson = pack.module.lessons.find((l) => l.id === conversation.lesson);

  const turn = (
    part: {
      anchor: string;
      title: string;
      before: SaidView | null;
      mood: string;
      moodLine: string;
      scene?: string | null;
      says?: string;
      now: boolean;
    },
    ...content: (Node | null | false)[]
  ) =>
    h(
      'section',
      { class: part.now ? 'turn is-now' : 'turn', id: part.anchor, tabindex: '-1', 'aria-labelledby': `kop-${part.anchor}` },
      part.before && saidBefore(part.before),
      h('h2', { class: 'turn-title', id: `kop-${part.anchor}` }, part.title),
      h(
        'div',
        { class: 'turn-customer' },
        h('img', {
          class: 'part-face',
          src: `${up}tekeningen/gezicht/${conversation.portrait}-${part.mood}.svg`,
          alt: '',
          width: '96',
          height: '96',
        }),
        h(
          'div',
          { class: 'turn-words' },
          h('p', { class: 'turn-mood' }, part.moodLine),
          part.scene ? h('p', { class: 'turn-scene' }, part.scene) : null,
        ),
        part.says !== undefined &&
          h(
            'div',
            { class: 'say' },
            h('p', { class: 'say-who' }, conversation.customer),
            h('p', { class: 'say-text' }, part.says),
          ),
      ),
      ...content,
    );

  const show = (moved: boolean) => {
    const talk = pack.state.talks[conversation.id];
    const { turns, now, ending } = talkViewOf(conversation, talkStanding(conversation, talk), new Set(talk?.endings));
    const again = () => {
      pack.keep({ state: beginAgain(conversation, pack.state) });
      show(true);
    };
    const choices = (turnNow: NonNullable<typeof now>) =>
      h(
        'fieldset',
        {},
        h('legend', {}, 'Wat zeg je?'),
        ...turnNow.choices.map((choice) => {
          const reply = h('button', { type: 'button', class: 'reply' }, choice.text);
          reply.addEventListener('click', () => {
            pack.keep({ state: chooseIn(conversation, pack.state, choice.id) });
            show(true);
          });
          return reply;
        }),
      );
    const left = ending !== null && ending.seen.left > 0;
    const ways = h('div', { class: 'talk-ways' });
    if (turns.length + (ending ? 1 : 0) > 1)
      ways.append(button(ending ? 'Nog een keer' : 'Begin opnieuw', again, left ? 'primary' : 'secondary'));
    if (ending && lesson)
      ways.append(
        h(
          'a',
          { class: `utrecht-button utrecht-button--${left ? 'secondary' : 'primary'}-action`, href: `#/les/${lesson.slug}` },
          'Terug naar de les',
        ),
      );
    stage.replaceChildren(
      ...turns.map((t) =>
        turn(
          { ...t, title: `Beurt ${t.nr}`, now: t.nr === now?.turn },
          now !== null && t.nr === now.turn && h('div', { class: 'replies' }, choices(now)),
        ),
      ),
      ...(ending
        ? [
            turn(
              { ...ending, now: true },
              h('p', { class: 'talk-end' }, ending.text),
              h('p', { class: 'talk-lesson' }, h('b', {}, 'Neem mee:'), ` ${ending.lesson}`),
              h(
                'div',
                { class: 'talk-sum' },
                h('p', {}, ending.helped),
                h('p', {}, ending.seen.line),
                h('ul', {}, ...ending.seen.titles.map((title) => h('li', {}, title))),
              ),
              sources(ending.sources, 'h3'),
            ),
          ]
        : []),
      ways,
    );
    if (moved) goTo(stage.querySelector('.turn.is-now'));
  };
  show(false);
}

const saidBefore = ({ said, helps, feedback, better }: SaidView) =>
  h(
    'div',
    { class: `turn-said ${helps ? 'is-good' : 'is-better'}` },
    h('div', { class: 'say is-you' }, h('p', { class: 'say-who' }, 'Jij'), h('p', { class: 'say-text' }, said)),
    h(
      'div',
      { class: 'turn-feedback' },
      h('p', { class: 'option-verdict' }, icon(helps ? 'right' : 'pencil'), helps ? ' Dat helpt' : ' Kan beter'),
      h('p', {}, feedback),
      better !== null && h('p', {}, h('b', {}, 'Zo helpt het meer:'), ` ${better}`),
    ),
  );

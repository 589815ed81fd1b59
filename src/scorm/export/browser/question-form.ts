/** Questions as forms: in the order in which they were drawn, with what is said of an answer that can't be scored. */
import { toPublic, validateResponse, type Question } from '#src/domain/question/question.ts';
import { wrongResponse } from '#src/domain/question/wrong-response.ts';
import { h, icon } from './dom.ts';

/** Puts the parts of a question in the order of its draw. Letters and numbers stay where they are. */
export function arrangeDrawn(form: ParentNode, question: Question): void {
  const shown = toPublic(question);
  const place = (ids: readonly string[]) => (value: string) => ids.indexOf(value.split('.')[0] ?? '');
  if ('options' in shown) {
    reorder(form, '.quiz-option', place(shown.options.map((o) => o.id)));
    for (const [at, letter] of [...form.querySelectorAll('.quiz-letter')].entries())
      letter.textContent = String.fromCharCode(65 + at);
  } else if ('answers' in shown) {
    const items = place(shown.items.map((i) => i.id));
    reorder(form, '.pairing-row, .lights > li', items);
    const answers = shown.answers.map((a) => a.id);
    if (shown.kind === 'match')
      for (const select of form.querySelectorAll('select'))
        select.append(
          ...[...select.options]
            .filter((o) => o.value !== '')
            .sort((a, b) => answers.indexOf(a.value.split('.')[1] ?? '') - answers.indexOf(b.value.split('.')[1] ?? '')),
        );
  } else if (shown.kind === 'order') {
    reorder(form, '.arrange-row', place(shown.items.map((i) => i.id)));
    const rows = [...form.querySelectorAll('.arrange-row')];
    for (const [at, row] of rows.entries()) {
      const [up, down] = row.querySelectorAll('.arrange-button');
      for (const [button, off] of [
        [up, at === 0],
        [down, at === rows.length - 1],
      ] as const)
        if (off) button?.setAttribute('aria-disabled', 'true');
        else button?.removeAttribute('aria-disabled');
    }
  } else if (shown.kind === 'strikeOut') reorder(form, '.strike-list > li', place(shown.items.map((i) => i.id)));
}

/** Rows by the value of the first field in them. */
function reorder(form: ParentNode, rows: string, placeOf: (value: string) => number): void {
  const valueOf = (row: Element) =>
    row.querySelector('input')?.value ?? [...(row.querySelector('select')?.options ?? [])].find((o) => o.value)?.value ?? '';
  const found = [...form.querySelectorAll(rows)];
  found[0]?.parentElement?.append(...found.sort((a, b) => placeOf(valueOf(a)) - placeOf(valueOf(b))));
}

/** What was filled in. Radios of one statement have a name of their own that begins alike. */
export const responseIn = (form: HTMLFormElement): string[] =>
  [...new FormData(form)].flatMap(([name, value]) =>
    (name === 'chosen' || name.startsWith('chosen:')) && typeof value === 'string' ? [value] : [],
  );

/** The response, or null with the reason at the question. */
export function readResponse(form: HTMLFormElement, question: Question): string[] | null {
  const check = validateResponse(question, responseIn(form));
  if (check.ok) return check.response;
  showError(form, wrongResponse(question, check.reason));
  return null;
}

function showError(form: HTMLFormElement, text: string): void {
  const group = form.querySelector('fieldset.quiz-question');
  const hint = group?.querySelector('.field-hint');
  if (!group || !hint) return;
  group.querySelector('.field-error')?.remove();
  const id = `${hint.id}-fout`;
  hint.after(
    h(
      'p',
      { class: 'utrecht-form-field__error-message field-error', id, role: 'alert' },
      icon('alert'),
      h('span', {}, h('span', { class: 'visually-hidden' }, 'Fout: '), text),
    ),
  );
  group.classList.add('has-error');
  group.setAttribute('aria-describedby', `${hint.id} ${id}`);
  const first = [...group.querySelectorAll<HTMLElement>('input, select, button')].find(
    (f) => f.tabIndex >= 0 && f.getClientRects().length > 0,
  );
  first?.focus();
}

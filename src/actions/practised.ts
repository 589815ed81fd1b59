import type { FormState } from './form-state.ts';

/** The practice question of a lesson that was just answered or half filled in: from the form that came back, or the address. */
export function practised(form: FormState, query: URLSearchParams) {
  if (form.returned)
    return { question: form.value('question'), chosen: form.values('chosen'), checked: false, error: form.error('chosen') };
  const question = query.get('oefening');
  const answers = query.getAll('antwoord');
  if (question) return { question, chosen: answers, checked: answers.length > 0 };
  const arranged = query.get('vraag');
  return arranged ? { question: arranged, chosen: (query.get('volgorde') ?? '').split('.'), checked: false } : null;
}

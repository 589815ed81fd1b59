export type { CardRow, LearningCard } from '#src/domain/learning-card.ts';

/** The signed-in person as the page frame shows them; `home` is the first page of their role. */
export type Viewer = {
  name: string;
  home: string;
  sharedSession: boolean;
  nav: { href: string; label: string }[];
};

export type PageMessage = { kind: 'ok' | 'fout' | 'info'; text: string };

/** `field` is the name of the form field, so that the summary can link to it. */
export type FieldError = { field?: string; message: string };

export type SelectOption = { value: string; label: string };

export type ChoiceOption = { value: string; label: string; hint?: string; checked?: boolean; disabled?: boolean };

/** A source of a number or a rule; with `id` it is the target of the "bron" links in a lesson. */
export type Source = { id?: string; text: string; href?: string };

/**
 * Is this a statement of xAPI? Strict: what the specification (1.0.3, part two, "Statements") doesn't name is refused. Written from
 * the specification, not from our own code.
 */
import { z } from 'zod';

const iri = z.string().regex(/^https?:\/\/[^\s<>"{}|\\^`]+$/);
const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const languageMap = z.record(z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/), z.string().min(1));
const extensions = z.record(iri, z.json());
const account = z.strictObject({ homePage: iri, name: z.string().min(1) });
const agent = z.strictObject({ objectType: z.literal('Agent').optional(), name: z.string().min(1).optional(), account });
const group = z.strictObject({ objectType: z.literal('Group'), name: z.string().min(1).optional(), account });

const component = z.strictObject({ id: z.string().regex(/^[^\s]+$/), description: languageMap.optional() });
const unique = (parts: readonly { id: string }[]) => new Set(parts.map(({ id }) => id)).size === parts.length;
const components = z.array(component).min(1).refine(unique, 'two parts share an id');

const definition = z
  .strictObject({
    name: languageMap.optional(),
    description: languageMap.optional(),
    type: iri.optional(),
    moreInfo: iri.optional(),
    interactionType: z
      .enum([
        'true-false',
        'choice',
        'fill-in',
        'long-fill-in',
        'matching',
        'performance',
        'sequencing',
        'likert',
        'numeric',
        'other',
      ])
      .optional(),
    correctResponsesPattern: z.array(z.string()).min(1).optional(),
    choices: components.optional(),
    scale: components.optional(),
    source: components.optional(),
    target: components.optional(),
    steps: components.optional(),
    extensions: extensions.optional(),
  })
  .superRefine((d, ctx) => {
    const wrong = (message: string) => ctx.addIssue({ code: 'custom', message });
    const parts = { choices: d.choices, scale: d.scale, source: d.source, target: d.target, steps: d.steps };
    const allowed: Record<string, string[]> = {
      choice: ['choices'],
      sequencing: ['choices'],
      likert: ['scale'],
      matching: ['source', 'target'],
      performance: ['steps'],
    };
    if (!d.interactionType && (d.correctResponsesPattern || Object.values(parts).some(Boolean)))
      wrong('parts of an interaction without its type');
    for (const [name, given] of Object.entries(parts))
      if (given && !(allowed[d.interactionType ?? ''] ?? []).includes(name)) wrong(`${d.interactionType} has no ${name}`);
    const ids = (list: { id: string }[] | undefined) => (list ?? []).map(({ id }) => id);
    for (const pattern of d.correctResponsesPattern ?? []) {
      if (d.interactionType === 'true-false' && !/^(true|false)$/.test(pattern)) wrong(`${pattern} is neither true nor false`);
      if (d.interactionType === 'numeric' && !/^-?[\d.]*(\[:\]-?[\d.]*)?$/.test(pattern)) wrong(`${pattern} is no range`);
      if (d.interactionType === 'choice' || d.interactionType === 'sequencing')
        for (const id of pattern.split('[,]')) if (!ids(d.choices).includes(id)) wrong(`${id} is no choice`);
      if (d.interactionType === 'matching')
        for (const pair of pattern.split('[,]')) {
          const [from = '', to = ''] = pair.split('[.]');
          if (!ids(d.source).includes(from) || !ids(d.target).includes(to)) wrong(`${pair} is no pair`);
        }
    }
  });

const activity = z.strictObject({ objectType: z.literal('Activity').optional(), id: iri, definition: definition.optional() });
const reference = z.strictObject({ objectType: z.literal('StatementRef'), id: uuid });

const result = z
  .strictObject({
    score: z
      .strictObject({
        scaled: z.number().min(-1).max(1).optional(),
        raw: z.number().optional(),
        min: z.number().optional(),
        max: z.number().optional(),
      })
      .optional(),
    success: z.boolean().optional(),
    completion: z.boolean().optional(),
    response: z.string().optional(),
    duration: z
      .string()
      .regex(/^P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/)
      .optional(),
    extensions: extensions.optional(),
  })
  .refine((r) => Object.keys(r).length > 0, 'empty');

const context = z.strictObject({
  registration: uuid.optional(),
  instructor: agent.optional(),
  team: group.optional(),
  contextActivities: z
    .strictObject({
      parent: z.array(activity).min(1).optional(),
      grouping: z.array(activity).min(1).optional(),
      category: z.array(activity).min(1).optional(),
      other: z.array(activity).min(1).optional(),
    })
    .optional(),
  revision: z.string().optional(),
  platform: z.string().optional(),
  language: z
    .string()
    .regex(/^[a-z]{2}(-[A-Z]{2})?$/)
    .optional(),
  statement: reference.optional(),
  extensions: extensions.optional(),
});

export const statementSchema = z
  .strictObject({
    id: uuid,
    actor: agent,
    verb: z.strictObject({ id: iri, display: languageMap.optional() }),
    object: z.union([activity, reference]),
    result: result.optional(),
    context: context.optional(),
    timestamp: z.iso.datetime({ offset: false }),
  })
  .superRefine((s, ctx) => {
    const toActivity = 'objectType' in s.object ? s.object.objectType !== 'StatementRef' : true;
    if (!toActivity && (s.context?.platform !== undefined || s.context?.revision !== undefined))
      ctx.addIssue({ code: 'custom', message: 'platform and revision belong to activities' });
    const voiding = s.verb.id === 'http://adlnet.gov/expapi/verbs/voided';
    if (voiding === toActivity) ctx.addIssue({ code: 'custom', message: 'only a voiding statement is about another' });
    // No null anywhere, save in extensions.
    if (/:null[,}]/.test(JSON.stringify(s))) ctx.addIssue({ code: 'custom', message: 'null' });
  });

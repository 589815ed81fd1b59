/** The sociale kaart: topics by which someone at the desk finds who can help. */

export interface Topic {
  id: string;
  label: string;
  /** Other words that people type or say, so that a search finds the topic. */
  words: readonly string[];
}

/** In the order of the buttons at the desk. */
export const topics: readonly Topic[] = [
  { id: 'reading-writing', label: 'Lezen en schrijven', words: ['taal', 'brief', 'formulier', 'laaggeletterd', 'letters'] },
  { id: 'arithmetic', label: 'Rekenen', words: ['getallen', 'sommen', 'geld tellen'] },
  { id: 'learning-dutch', label: 'Nederlands leren', words: ['inburgeren', 'inburgering', 'taalcafé', 'taalles', 'spreken'] },
  {
    id: 'computer',
    label: 'Computer en internet',
    words: ['laptop', 'telefoon', 'tablet', 'wifi', 'mail', 'digitaal', 'printen'],
  },
  {
    id: 'government',
    label: 'DigiD en overheid',
    words: ['gemeente', 'toeslag', 'toeslagen', 'belasting', 'ido', 'machtigen', 'paspoort'],
  },
  {
    id: 'money',
    label: 'Geld en schulden',
    words: ['rekening', 'rekeningen', 'schuld', 'deurwaarder', 'betalen', 'uitkering', 'budget'],
  },
  { id: 'work', label: 'Werk', words: ['baan', 'solliciteren', 'sollicitatie', 'cv', 'uitkering', 'stage', 'vrijwilliger'] },
  { id: 'housing', label: 'Wonen', words: ['huis', 'huur', 'woning', 'energie', 'buren'] },
  {
    id: 'health',
    label: 'Gezondheid',
    words: ['zorg', 'dokter', 'mantelzorg', 'mantelzorger', 'psycholoog', 'verslaving', 'ziek'],
  },
  {
    id: 'growing-up',
    label: 'Opgroeien en school',
    words: ['kind', 'kinderen', 'ouders', 'opvoeden', 'opvoeding', 'huiswerk', 'jeugd'],
  },
  { id: 'meeting-people', label: 'Ontmoeten', words: ['eenzaam', 'eenzaamheid', 'koffie', 'inloop', 'buurthuis', 'maatje'] },
];

export const topicIds = topics.map((topic) => topic.id);

const byId = new Map(topics.map((topic) => [topic.id, topic]));

export const isTopic = (id: string) => byId.has(id);

/** The name of a topic; of one that is no longer there, its id. */
export const topicLabel = (id: string) => byId.get(id)?.label ?? id;

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Topics that a word belongs to: by its own name or one of its other words. Needs two letters, or everything fits. */
export function topicsWith(word: string): string[] {
  const wanted = plain(word.trim());
  if (wanted.length < 2) return [];
  return topics
    .filter((topic) =>
      [topic.label, ...topic.words].some((text) =>
        plain(text)
          .split(/\s+/)
          .some((part) => part.startsWith(wanted)),
      ),
    )
    .map((topic) => topic.id);
}

/** The words of a search, at most five: each must be found. */
export const searchWords = (search: string) => search.split(/\s+/).filter(Boolean).slice(0, 5);

/** After how many months someone looks at a row again, unless the specialist says otherwise. */
export const referralReviewMonths = 6;

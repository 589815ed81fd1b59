/** Asks the browser to make or show a passkey, and sends its answer with the ordinary form. */

type Question = { token: string; options: Record<string, unknown> };
type Described = { id: string; [name: string]: unknown };

const bytes = (text: string) => {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (char) => char.charCodeAt(0));
};
const text = (buffer: ArrayBuffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** What newer browsers do themselves: the ids and the challenge are bytes to them. */
function parsed(options: Record<string, unknown>): Record<string, unknown> {
  const list = (value: unknown) => (value as Described[] | undefined)?.map((one) => ({ ...one, id: bytes(one.id) }));
  const user = options['user'] as Described | undefined;
  return {
    ...options,
    challenge: bytes(options['challenge'] as string),
    ...(user ? { user: { ...user, id: bytes(user.id) } } : {}),
    ...(options['excludeCredentials'] ? { excludeCredentials: list(options['excludeCredentials']) } : {}),
    ...(options['allowCredentials'] ? { allowCredentials: list(options['allowCredentials']) } : {}),
  };
}

function written(credential: PublicKeyCredential): object {
  if (typeof credential.toJSON === 'function') return credential.toJSON();
  const { response } = credential;
  const own: Record<string, unknown> = { clientDataJSON: text(response.clientDataJSON) };
  if ('attestationObject' in response) {
    const made = response as AuthenticatorAttestationResponse;
    own['attestationObject'] = text(made.attestationObject);
    own['transports'] = made.getTransports?.() ?? [];
  } else {
    const shown = response as AuthenticatorAssertionResponse;
    own['authenticatorData'] = text(shown.authenticatorData);
    own['signature'] = text(shown.signature);
    if (shown.userHandle) own['userHandle'] = text(shown.userHandle);
  }
  return { id: credential.id, rawId: credential.id, type: credential.type, response: own };
}

async function ask(kind: string, options: Record<string, unknown>): Promise<PublicKeyCredential | null> {
  const native = PublicKeyCredential as unknown as Record<string, ((o: unknown) => unknown) | undefined>;
  const parse = native[kind === 'create' ? 'parseCreationOptionsFromJSON' : 'parseRequestOptionsFromJSON'];
  const publicKey = (parse ? parse.call(PublicKeyCredential, options) : parsed(options)) as never;
  const made = await (kind === 'create' ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey }));
  return made as PublicKeyCredential | null;
}

const sentences: Record<string, string> = {
  NotAllowedError: 'Je hebt het afgebroken, of het duurde te lang. Probeer het nog een keer.',
  AbortError: 'Je hebt het afgebroken, of het duurde te lang. Probeer het nog een keer.',
  TimeoutError: 'Het duurde te lang. Probeer het nog een keer.',
  InvalidStateError: 'Op dit apparaat staat al een toegangssleutel voor jou. Kies een ander apparaat, of gebruik die sleutel.',
  NotSupportedError: 'Dit apparaat kan deze toegangssleutel niet maken. Kies een ander apparaat.',
  ConstraintError: 'Dit apparaat kan je niet herkennen. Zet eerst een pincode, vingerafdruk of gezicht aan.',
  SecurityError: 'Op dit adres werken toegangssleutels niet. Vraag het aan de beheerder.',
};
const unknown = 'Het lukte niet. Laad de pagina opnieuw en probeer het nog een keer.';

class Told extends Error {}

async function question(form: HTMLFormElement): Promise<Question> {
  const body = new FormData();
  for (const name of form.dataset['sends']?.split(' ') ?? []) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) body.set(name, field.value);
  }
  const response = await fetch(`/_actions/${form.dataset['begin']}`, { method: 'POST', body }).catch(() => {
    throw new Told('Er is geen verbinding. Probeer het zo nog een keer.');
  });
  const told = (await response.json().catch(() => null)) as { answer?: Question; errors?: { message: string }[] } | null;
  if (response.ok && told?.answer) return told.answer;
  throw new Told(told?.errors?.[0]?.message ?? unknown);
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-key]')) {
  const part = (name: string) => form.querySelector<HTMLElement>(`.key-${name}`);
  const button = form.querySelector('button');
  const say = (name: string, words: string) => {
    const line = part(name);
    if (!line) return;
    line.hidden = words === '';
    line.textContent = words;
  };
  const put = (name: string, value: string) => {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = value;
  };
  part('without')?.remove();
  if (!('PublicKeyCredential' in window) || !('credentials' in navigator)) {
    say('fault', 'Deze browser kent geen toegangssleutels. Gebruik een nieuwere browser, of kies een andere manier.');
    button?.remove();
    continue;
  }
  let busy = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    say('fault', '');
    say('busy', 'Kijk op je scherm: je apparaat vraagt om je vinger, gezicht of pincode.');
    void (async () => {
      try {
        const { token, options } = await question(form);
        const credential = await ask(form.dataset['key'] ?? '', options);
        if (!credential) throw new Told(unknown);
        put('token', token);
        put('antwoord', JSON.stringify(written(credential)));
        // Was sent to begin with already; the choice of computer stands in the form above.
        form.querySelector('input[type=password]')?.setAttribute('disabled', '');
        const shared = document.querySelector<HTMLInputElement>('input[name=gedeeld]:checked');
        const own = form.querySelector<HTMLInputElement>('input[name=gedeeld]');
        if (own) own.disabled = !shared;
        form.submit();
      } catch (error) {
        busy = false;
        say('busy', '');
        say('fault', error instanceof Told ? error.message : (sentences[(error as Error).name] ?? unknown));
      }
    })();
  });
}

/** A mail server of a few lines: takes every mail and remembers it. */
import { createServer, type Server, type Socket } from 'node:net';

export interface Sink {
  url: string;
  port: number;
  /** Every mail as it came over the line. */
  mails: { to: string; data: string }[];
  close(): Promise<void>;
}

/**
 * @param options.port one that was used before, to come back at the same address; `refuse`: an address it won't take, `answer`: with these words
 * @param options.onMail the mail is taken; the sender hears so when this is done
 */
export async function openSink(
  options: {
    port?: number;
    refuse?: string;
    answer?: string;
    silent?: boolean;
    onMail?: (mail: Sink['mails'][number]) => Promise<void> | void;
  } = {},
): Promise<Sink> {
  const mails: Sink['mails'] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    if (options.silent) return;
    let to = '';
    let data: string | null = null;
    let rest = '';
    const say = (line: string) => void socket.write(`${line}\r\n`);
    say('220 sink.example');
    socket.on('data', (chunk) => {
      rest += chunk.toString('utf8');
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (data !== null) {
          if (line !== '.') data += `${line}\n`;
          else {
            const mail = { to, data };
            mails.push(mail);
            data = null;
            void Promise.resolve(options.onMail?.(mail)).then(() => say('250 taken'));
          }
        } else if (/^(EHLO|HELO|MAIL|RSET)/i.test(line)) say('250 ok');
        else if (/^RCPT/i.test(line)) {
          to = /<(.*)>/.exec(line)?.[1] ?? '';
          say(to === options.refuse ? (options.answer ?? '550 5.1.1 no such person') : '250 ok');
        } else if (/^DATA/i.test(line)) {
          data = '';
          say('354 go on');
        } else if (/^QUIT/i.test(line)) {
          say('221 bye');
          socket.end();
        } else say('500 what?');
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    mails,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

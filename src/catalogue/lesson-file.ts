/** One lesson: front matter against its schema, and a body that uses only what lessons have. */
import { readFileSync } from 'node:fs';
import { lessonComponentNames, lessonSchema, partsOf, sectionsOf, type LessonMeta } from '#src/domain/course.ts';
import { plainText } from '#src/domain/lesson-text.ts';
import { fault, parseYaml } from './yaml.ts';

export function readLesson(file: string, { id, slug }: { id: string; slug: string }): LessonMeta {
  const text = readFileSync(file, 'utf8');
  const { yaml, body, bodyLine } = splitFrontMatter(text, file);
  const meta = parseYaml(yaml, lessonSchema, file, 2);
  checkTags(body, file, bodyLine);
  return { ...meta, id, slug, sections: sectionsOf(body), parts: partsOf(body), text: plainText(body) };
}

/** The YAML between the first two lines of three dashes, and what follows. */
export function splitFrontMatter(text: string, file: string): { yaml: string; body: string; bodyLine: number } {
  const match = /^---\r?\n([\s\S]*?)\r?\n---[^\S\n]*\n?/.exec(text);
  if (!match) throw fault(file, 'has no front matter: begin with a line of three dashes, the fields, and three dashes again', 1);
  return { yaml: match[1] ?? '', body: text.slice(match[0].length), bodyLine: match[0].split('\n').length };
}

const tags = /<(\/?)([A-Za-z][\w.]*)(?:"[^"]*"|[^">])*?(\/?)>/g;

/** MDX builds with a tag that nobody knows and fails when someone reads it; an open tag fails far from where it stands. */
function checkTags(body: string, file: string, firstLine: number): void {
  const lineAt = (index: number) => firstLine + body.slice(0, index).split('\n').length - 1;
  const open: { name: string; line: number }[] = [];
  for (const match of body.matchAll(tags)) {
    const [, closes, name = '', alone] = match;
    const line = lineAt(match.index);
    if (!lessonComponentNames.includes(name as never))
      throw fault(
        file,
        `<${name}> is nothing that lessons have: mend its name. They have ${lessonComponentNames.join(', ')}`,
        line,
      );
    if (alone) continue;
    if (!closes) open.push({ name, line });
    else {
      const last = open.pop();
      if (last?.name !== name)
        throw fault(
          file,
          last
            ? `</${name}> closes, while <${last.name}> of line ${last.line} is still open`
            : `</${name}> closes what was never opened`,
          line,
        );
    }
  }
  const [left] = open.slice(-1);
  if (left) throw fault(file, `<${left.name}> is never closed: add </${left.name}>`, left.line);
  // What is left is text; these would be read as code. The tags stay as long as they were, so that the lines are right.
  const text = body.replaceAll(tags, (tag) => tag.replaceAll(/[^\n]/g, ' '));
  const code = /[<{}]|^(?:import|export)\b/m.exec(text);
  if (code) throw fault(file, `“${code[0]}” is code in a lesson: write it in words`, lineAt(code.index));
}

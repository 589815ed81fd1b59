import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { lessonSchema, meetingGuideSchema } from '#src/domain/course.ts';

export const collections = {
  /** id: <module>/<lesson> */
  lessons: defineCollection({
    loader: glob({
      base: './modules',
      pattern: '*/lessons/*.mdx',
      generateId: ({ entry }) => entry.replace('/lessons/', '/').replace(/\.mdx$/, ''),
    }),
    schema: lessonSchema,
  }),
  /** id: <course>/<meeting> */
  guides: defineCollection({
    loader: glob({
      base: './content/meetings',
      pattern: '*/*.mdx',
      generateId: ({ entry }) => entry.replace(/\.mdx$/, ''),
    }),
    schema: meetingGuideSchema,
  }),
  pages: defineCollection({
    loader: glob({ base: './content/pages', pattern: '*.md', generateId: ({ entry }) => entry.replace(/\.md$/, '') }),
    schema: z.object({ title: z.string(), description: z.string() }),
  }),
};

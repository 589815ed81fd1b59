/** The name of a meeting's guide in the catalogue and among the rendered texts; of a meeting of one's own there is none. */
export const guideKey = (courseId: string, templateId: string | null) => `${courseId}/${templateId ?? ''}`;

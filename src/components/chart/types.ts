/** A told part of a crowd, drawn as a bar; without `bar` only its text says why. */
export interface ChartBar {
  id: string;
  label: string;
  text: string;
  bar: { part: number; of: number; few: boolean } | null;
}

/** One line over the weeks; a point without y is left open. */
export interface ChartSeries {
  label: string;
  points: { x: number; y: number | null; text: string }[];
}

export interface ChartRow {
  week: string;
  texts: string[];
}

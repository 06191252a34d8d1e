import { type FieldProblems, TextField } from './fields.tsx'

/** The division that a body belongs to, as every form asks for it. */
export function RegionField({ value, problems }: { readonly value: string; readonly problems: FieldProblems }) {
  const hint = '从省写起，例如“示例省示例市云溪区”。'
  return <TextField name="region" label="所在地区" hint={hint} value={value} problems={problems} />
}

import type { Damage } from './damages/damage.ts'
import { form2019, form2021 } from './forms.ts'
import type { Printer } from './printers.ts'
import { type Random, seeded } from './random.ts'
import { randomSheet, type SheetOptions } from './sheets.ts'
import type { Specimen } from './specimen.ts'
import { writeSpecimen } from './write-specimen.ts'

const kinds: readonly (SheetOptions & { readonly year: number })[] = [
  { year: 2020, most: 12, blanks: 0 },
  { year: 2023, most: 90, blanks: 0 },
  { year: 2021, most: 2400, blanks: 0.1 },
  { year: 2022, most: 40, blanks: 0, oneRowOtherwise: true },
  { year: 2019, most: 300, blanks: 0.3 },
  { year: 2024, most: 0, blanks: 0 },
]

/** An undamaged specimen; the seed also turns through forms, sizes of bodies and shares of blanks. */
export function sample(seed: number): Specimen {
  const random = seeded(seed)
  const { year, ...options } = kinds[seed % kinds.length] as (typeof kinds)[number]
  const form = year < 2021 ? form2019 : form2021
  return writeSpecimen(form, year, randomSheet(form, random, options), random)
}

/** Applies damages one after the other, with the same choices for the same seed. */
export function damaged(specimen: Specimen, damages: readonly Damage[], seed: number): Specimen {
  const random: Random = seeded(seed)
  return damages.reduce((whole, damage) => damage.apply?.(whole, random) ?? whole, specimen)
}

/** The bytes of a specimen printed in one way, with the damages that only markup can have. */
export async function printedBytes(
  printer: Printer,
  specimen: Specimen,
  damages: readonly Damage[],
  seed: number,
): Promise<Uint8Array> {
  const page = await printer.print(specimen)
  if (typeof page !== 'string') return page
  const random = seeded(seed)
  const marked =
    printer.name === 'html' ? damages.reduce((html, one) => one.markup?.(html, random) ?? html, page) : page
  return new TextEncoder().encode(marked)
}

/** Whether a damage can occur in a way of publishing. */
export const occursIn = (damage: Damage, printer: Printer) => !damage.only || damage.only.includes(printer.name)

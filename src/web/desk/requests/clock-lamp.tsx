import { type ClockState, clockStates, type Lamp } from '../../../domain/request/clock.ts'

const looks: Readonly<Record<Lamp, string>> = {
  red: 'red',
  amber: 'amber',
  green: 'done',
  idle: 'idle',
  off: 'idle',
}

/** The light of a clock; colours are never alone, so that it says its state too. */
export function ClockLamp({ lamp, state }: { readonly lamp: Lamp; readonly state: ClockState }) {
  return <span class={`lamp ${looks[lamp]}`} role="img" aria-label={clockStates[state]} />
}

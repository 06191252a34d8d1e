import type { Handler } from '../../../store/handlers.ts'
import type { Ctx } from '../../context.ts'
import { allows } from '../session.ts'
import type { Reached } from './reach.ts'

interface TogetherProps {
  readonly c: Ctx
  readonly reached: Reached
  readonly handlers: readonly Handler[]
}

/** What may be done with the chosen lines at once; each gets a record of its own. */
export function Together({ c, reached, handlers }: TogetherProps) {
  const sections = reached.sections.filter(({ isClosed }) => !isClosed)
  return (
    <fieldset class="together">
      <legend>选中的申请</legend>
      {allows(c, 'bulk-assign') && (
        <span>
          <label for="together-section">科室</label>
          <select class="ds-input" id="together-section" name="section">
            <option value="">不定科室</option>
            {sections.map(({ id, name }) => (
              <option value={id}>{name}</option>
            ))}
          </select>
          <label for="together-handler">承办人</label>
          <select class="ds-input" id="together-handler" name="handler">
            <option value="">不定承办人</option>
            {handlers.map(({ accountId, name }) => (
              <option value={accountId}>{name}</option>
            ))}
          </select>
          <button class="ds-button" data-variant="secondary" name="do" value="assign" type="submit">
            分派
          </button>
        </span>
      )}
      {allows(c, 'ask-section') && (
        <button class="ds-button" data-variant="secondary" name="do" value="chase" type="submit">
          催办未反馈的科室
        </button>
      )}
    </fieldset>
  )
}

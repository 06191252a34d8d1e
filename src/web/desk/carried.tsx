import { paths } from '../paths.ts'
import type { Carried } from './kept-fields.ts'

/** Takes along, through a form on the way in, where the person wanted to go and what they had typed. */
export function CarriedFields({ back, kept }: Carried) {
  return (
    <>
      <input type="hidden" name="back" value={back} />
      {kept && <input type="hidden" name="kept" value={JSON.stringify(kept)} />}
    </>
  )
}

/** The end of the way in: on to the page, or the form that came too late can be sent now. */
export function Onward({ back, kept }: Carried) {
  if (!kept)
    return (
      <p>
        <a class="ds-button" data-variant="primary" href={back}>
          继续
        </a>
      </p>
    )
  return (
    <>
      <p>刚才填写的内容还没有提交，可以现在提交。</p>
      <form method="post" action={back}>
        {kept.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button class="ds-button" data-variant="primary" type="submit">
          继续提交
        </button>
      </form>
      <p>
        <a href={paths.desk}>不提交，回到工作台</a>
      </p>
    </>
  )
}

import type { ListedReport } from '../store/api-lists.ts'

/** What the checks say of a report, in words. */
export function verdictSays({ verdict, errors, warnings, problems }: Verdict): string {
  if (verdict === 'errors') return `${errors} 处不符`
  if (verdict === 'warnings') return `${warnings} 处需核对`
  return verdict === 'doubts' ? `读取存疑 ${problems} 处` : '核验通过'
}

type Verdict = Pick<ListedReport, 'verdict' | 'errors' | 'warnings' | 'problems'>

import { element } from './element.ts'

/** Ways to bring files: chosen one by one, a whole folder, or dropped on the form. */
export function openZone(form: HTMLFormElement, input: HTMLInputElement, take: (files: readonly File[]) => void): void {
  form.classList.add('zone')
  for (const button of form.querySelectorAll<HTMLElement>('button[type=submit]')) button.hidden = true
  const folder = Object.assign(input.cloneNode() as HTMLInputElement, { id: 'folder', webkitdirectory: true })
  folder.removeAttribute('name')
  const label = Object.assign(element('label', '', '或者选择整个文件夹'), { htmlFor: 'folder' })
  const field = element('div', 'field')
  field.append(label, folder)
  form.append(field, element('p', 'quiet', '也可以把文件或文件夹拖到这里。选好后立即开始上传。'))
  for (const one of [input, folder]) {
    one.addEventListener('change', () => {
      take([...(one.files ?? [])])
      one.value = ''
    })
  }
  form.addEventListener('submit', (event) => event.preventDefault())
  form.addEventListener('dragover', (event) => {
    event.preventDefault()
    form.classList.add('over')
  })
  form.addEventListener('dragleave', () => form.classList.remove('over'))
  form.addEventListener('drop', async (event) => {
    event.preventDefault()
    form.classList.remove('over')
    // Asked for at once: what was dropped is gone after the first wait.
    const dropped = [...(event.dataTransfer?.items ?? [])]
      .filter(({ kind }) => kind === 'file')
      .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }))
    const files = await Promise.all(dropped.map(({ entry, file }) => (entry ? filesOf(entry) : file ? [file] : [])))
    take(files.flat())
  })
}

/** The files of what was dropped, folders with all below them. One that cannot be opened is left out. */
async function filesOf(entry: FileSystemEntry): Promise<readonly File[]> {
  if (entry.isFile) {
    const { file } = entry as FileSystemFileEntry
    return new Promise((resolve) =>
      file.call(
        entry,
        (one) => resolve([one]),
        () => resolve([]),
      ),
    )
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const files: File[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])))
    if (some.length === 0) return files
    for (const one of some) files.push(...(await filesOf(one)))
  }
}

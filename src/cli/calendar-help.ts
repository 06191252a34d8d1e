export const calendarHelp = `工作日的推算与放假通知的导入

用法：
  gongkai calendar add 日期 天数  [--calendar 文件]
  gongkai calendar between 起日 止日  [--calendar 文件]
  gongkai calendar import 文件  [--by 姓名]

各命令的 --help 有详细说明。
`

const counting = `按国务院办公厅的放假通知推算，起算的当日不计入。日期写成 2025-01-31 这样。
只用程序自带的工作日历，不用数据库；地方假日不计。`

const options = `  --calendar 文件   另加一年的放假通知，同年的以它为准；可以写几次

经过没有放假通知的年份时，推算出的日期后面加 provisional（暂定）：这些年份按周一至周五上班计算，通知公布后可能变动。

退出状态：0 算出；2 用法或文件不对（问题一次列全，写在标准错误）。
`

export const addHelp = `gongkai calendar add 日期 天数  [--calendar 文件]

推算某日之后的第若干个工作日，例如 gongkai calendar add 2025-09-25 20 得 2025-10-29。
${counting}

${options}`

export const betweenHelp = `gongkai calendar between 起日 止日  [--calendar 文件]

数起日之后、到止日为止（含止日）有几个工作日；止日不晚于起日的为 0。
${counting}

${options}`

export const importHelp = `gongkai calendar import 文件  [--by 姓名]

把一年的放假通知存入本系统的库（设置与网站相同；网站运行时也可以导入，一秒之内生效）。
文件的写法与 data/calendars 里的相同；同一年再导入一次，以后一次为准；库里的优先于程序自带的。
办理中的申请随即按新的日历重算，答复截止日有变动的逐件列出，并记入各机关的留痕。

  --by 姓名         导入人，存档备查；不写时记为“命令行”

退出状态：0 已导入；2 没有导入（文件的问题一次列全，写在标准错误）。
`

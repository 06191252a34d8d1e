/**
 * A notice for 2027 made up for tests: the State Council had published none. Its days are those that the rules of the
 * holiday law suggest, and some are certainly other ones in truth.
 */
export const noticeOf2027 = JSON.stringify({
  year: 2027,
  notices: [{ number: '演示发明电〔2026〕1号', title: '关于2027年部分节假日安排的演示通知' }],
  holidays: [
    { name: '元旦', off: ['2027-01-01'], on: [] },
    {
      name: '春节',
      off: ['2027-02-05', '2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11', '2027-02-12'],
      on: ['2027-01-31', '2027-02-20'],
    },
    { name: '清明节', off: ['2027-04-05'], on: [] },
    { name: '劳动节', off: ['2027-05-03', '2027-05-04', '2027-05-05'], on: ['2027-05-08'] },
    { name: '端午节', off: ['2027-06-09'], on: [] },
    { name: '中秋节', off: ['2027-09-15'], on: [] },
    {
      name: '国庆节',
      off: ['2027-10-01', '2027-10-04', '2027-10-05', '2027-10-06', '2027-10-07'],
      on: ['2027-09-26', '2027-10-09'],
    },
  ],
  workdays: 248,
})

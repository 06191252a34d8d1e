import { noOffice } from '../store/disclosure-offices.ts'

/** What the disclosure office of the demonstration has set up. */
export const demoOffice = {
  ...noOffice,
  numberWord: '云汐公',
  reconsiderationOrgan: '示例市人民政府',
  court: '示例市云汐区人民法院',
  onlineReconsideration: 'https://reconsideration.example',
  contact: '演示经办人',
  phone: '000-0000000',
  address: '示例市云汐区示例路2号',
  postcode: '000000',
  hours: '工作日 9:00–17:00',
  payment: '到本机关窗口缴纳',
}

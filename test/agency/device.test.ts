import { describe, expect, test } from 'vitest'
import { deviceWords, shortAddress } from '../../src/domain/agency/device.ts'

describe('A device, as its person knows it', () => {
  test.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36',
      '谷歌浏览器（Windows）',
    ],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0', 'Edge 浏览器（Windows）'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0', '火狐浏览器（Linux）'],
    ['Mozilla/5.0 (X11; Linux aarch64) Kylin Qaxbrowser Chrome/112.0 Safari/537.36', '奇安信浏览器（麒麟）'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1',
      'Safari 浏览器（iPhone）',
    ],
    ['Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/110 Mobile MicroMessenger/8.0', '微信（安卓）'],
    ['curl/8.5.0', '其他程序'],
    ['', '其他程序'],
  ])('%s', (userAgent, words) => {
    expect(deviceWords(userAgent)).toBe(words)
  })
})

describe('A network address', () => {
  test.each([
    ['203.0.113.77', '203.0.113.*'],
    ['::ffff:203.0.113.77', '203.0.113.*'],
    ['2001:db8:1:2::7', '2001:db8:1:*'],
    ['2001:db8::7', '2001:db8:*'],
    ['127.0.0.1', '本机'],
    ['::1', '本机'],
    ['unknown', '地址不明'],
    ['<b>', '地址不明'],
  ])('%s is shown as %s', (address, shown) => {
    expect(shortAddress(address)).toBe(shown)
  })
})

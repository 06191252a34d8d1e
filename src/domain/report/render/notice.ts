/** What a report of the demonstration says on every page, so that nobody takes it for the body's own. */
export const demonstrationNotice = '演示内容，不是该机关发布的报告原文'

// Opens a chat when its button is pressed, and loads nothing before.
'use strict';
{
  const { dataset } = document.currentScript;
  const button = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'button',
    textContent: dataset.start,
  });
  button.onclick = () => {
    // What LiveChat's script looks for when it comes: whose chat it is, and what to do first.
    window.__lc = { license: Number(dataset.license) };
    window.LiveChatWidget = { _q: [['call', ['maximize']]], _h: null, _v: '2.0' };
    document.head.append(Object.assign(document.createElement('script'), { src: 'https://cdn.livechatinc.com/tracking.js' }));
    button.disabled = true;
  };
  const paragraph = document.createElement('p');
  paragraph.append(button);
  document.getElementById('_chat').after(paragraph);
}

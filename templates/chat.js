// Opens a chat when its button is pressed, and loads nothing before.
'use strict';
{
  const { dataset } = document.currentScript;
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const button = make('button', { type: 'button', className: 'button', textContent: dataset.start });
  const offer = make('p', { className: 'start' });
  const status = make('p', { className: 'start', role: 'status' });
  button.onclick = () => {
    // What LiveChat's script looks for when it comes: whose chat it is, and what to do first.
    window.__lc = { license: Number(dataset.license) };
    window.LiveChatWidget = { _q: [['call', ['maximize']]], _h: null, _v: '2.0' };
    const script = make('script', { src: 'https://cdn.livechatinc.com/tracking.js' });
    script.onerror = () => {
      script.remove();
      offer.hidden = false;
      button.focus();
      status.textContent = dataset.failed;
    };
    status.textContent = '';
    offer.hidden = true;
    document.head.append(script);
  };
  offer.append(button);
  document.getElementById('_chat').after(offer, status);
}

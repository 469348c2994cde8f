// Joins our passkey forms to the sign-in library's script, and says in words when it did not work.
(function () {
  'use strict'
  if (!window.PublicKeyCredential || !window.allauth) return

  let asked = null

  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    const place = asked && asked.querySelector('[data-passkey-said]')
    if (place) place.textContent = place.dataset.passkeySaid
  })

  document.querySelectorAll('form[data-passkey]').forEach(function (form) {
    const button = form.querySelector('[data-passkey-go]')
    button.id = button.id || 'passkey-go'
    button.addEventListener('click', function () {
      asked = form
      const place = form.querySelector('[data-passkey-said]')
      if (place) place.textContent = ''
    })
    window.allauth.webauthn.forms[form.dataset.passkey]({
      ids: {
        login: button.id,
        add: button.id,
        authenticate: button.id,
        credential: button.dataset.passkeyGo,
        passwordless: button.dataset.passkeyAlone,
        data: 'passkey-data'
      }
    })
    form.hidden = false
  })
})()

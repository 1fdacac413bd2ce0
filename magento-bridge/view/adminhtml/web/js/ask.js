define(['mage/translate'], function ($t) {
    'use strict';

    /**
     * A POST or GET behind the page.
     *
     * @param {String} url
     * @param {FormData|null} fields null: a GET
     * @returns {Promise<Object>} what was answered; whatever goes wrong is told as `problem`
     */
    return function (url, fields) {
        if (fields) {
            fields.append('form_key', window.FORM_KEY);
        }

        return fetch(url + (url.indexOf('?') < 0 ? '?' : '&') + 'isAjax=true', {
            method: fields ? 'POST' : 'GET',
            body: fields,
            credentials: 'same-origin',
            headers: { 'X-Requested-With': 'XMLHttpRequest', Accept: 'application/json' }
        }).then(function (response) {
            if (response.status === 413) {
                return {
                    problem: $t('The web server takes no requests of this size: raise its limit to 1 MB.'),
                    isFinal: true
                };
            }

            return response.json().then(function (answer) {
                // What Magento itself says: the session has ended, or the form key is not the right one.
                if (answer.ajaxExpired || answer.error) {
                    return {
                        problem: answer.message || $t('You are not signed in any more. Load the page again.'),
                        isFinal: true
                    };
                }

                return answer;
            });
        }).catch(function () {
            return { problem: $t('This shop does not answer.'), isFinal: false };
        });
    };
});

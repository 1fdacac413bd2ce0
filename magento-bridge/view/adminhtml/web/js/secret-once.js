define([
    'mage/translate',
    'Magento_Ui/js/modal/confirm',
    'CouponPools_Bridge/js/ask'
], function ($t, confirm, ask) {
    'use strict';

    /**
     * Makes something that has a secret, and shows the secret, which is never in a page of the server.
     *
     * @param {{field: String, createUrl: String, rotateUrl: (String|undefined)}} config `field`: the name under which
     *     what was typed is sent
     * @param {HTMLElement} element
     */
    return function (config, element) {
        /**
         * @param {String} role
         * @returns {HTMLElement}
         */
        function find(role) {
            return element.querySelector('[data-role="' + role + '"]');
        }

        /**
         * @param {String} url
         * @param {Object} values
         */
        function make(url, values) {
            var fields = new FormData();

            Object.keys(values).forEach(function (name) {
                fields.append(name, values[name]);
            });
            find('problem').hidden = true;
            find('create').disabled = true;
            ask(url, fields).then(function (answer) {
                find('create').disabled = false;
                if (answer.problem || !answer.secret) {
                    find('problem').textContent = answer.problem || $t('No secret came with the answer.');
                    find('problem').hidden = false;

                    return;
                }
                find('secret-id').textContent = answer.id || values.id || '';
                find('secret-text').textContent = answer.secret;
                find('secret').hidden = false;
                find('secret').scrollIntoView();
            });
        }

        find('create').addEventListener('click', function () {
            var values = {};

            values[config.field] = find('field').value;
            make(config.createUrl, values);
        });
        find('seen').addEventListener('click', function () {
            window.location.reload();
        });
        element.querySelectorAll('[data-role="rotate"]').forEach(function (button) {
            button.addEventListener('click', function () {
                confirm({
                    title: $t('Make a new secret?'),
                    content: $t('The old one is good for a while yet, so that the email platform can change over.'),
                    actions: {
                        /** The question was answered with yes. */
                        confirm: function () {
                            make(config.rotateUrl, { id: button.dataset.id });
                        }
                    }
                });
            });
        });
    };
});

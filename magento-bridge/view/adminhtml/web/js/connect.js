define(['CouponPools_Bridge/js/post'], function (post) {
    'use strict';

    /**
     * The button beside the link code. The address is taken as it stands in its field, saved or not.
     *
     * @param {{url: String, address: String}} config
     * @param {HTMLElement} element
     */
    return function (config, element) {
        var code = element.querySelector('[data-role="code"]'),
            button = element.querySelector('[data-role="connect"]');

        /** Sends both. */
        function connect() {
            var address = document.querySelector(config.address);

            button.disabled = true;
            post(config.url, { address: address ? address.value : '', code: code.value });
        }

        button.addEventListener('click', connect);
        code.addEventListener('keydown', function (event) {
            if (event.key === 'Enter') {
                // Not the form around it, which saves the configuration.
                event.preventDefault();
                connect();
            }
        });
    };
});

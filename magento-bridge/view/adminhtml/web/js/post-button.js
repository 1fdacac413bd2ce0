define(['Magento_Ui/js/modal/confirm', 'CouponPools_Bridge/js/post'], function (confirm, post) {
    'use strict';

    /**
     * A button that changes something, after a question if there is one.
     *
     * @param {{url: String, title: (String|undefined), message: (String|undefined)}} config
     * @param {HTMLElement} element
     */
    return function (config, element) {
        element.addEventListener('click', function () {
            var text;

            if (!config.title) {
                post(config.url, {});

                return;
            }
            // The dialogue takes HTML.
            text = document.createElement('span');
            text.textContent = config.message || '';
            confirm({
                title: config.title,
                content: text.outerHTML,
                actions: {
                    /** The question was answered with yes. */
                    confirm: function () {
                        post(config.url, {});
                    }
                }
            });
        });
    };
});

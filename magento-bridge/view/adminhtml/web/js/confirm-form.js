define(['Magento_Ui/js/modal/confirm'], function (confirm) {
    'use strict';

    /**
     * A form that is sent after a question was answered with yes.
     *
     * @param {{title: String, message: String}} config
     * @param {HTMLFormElement} form
     */
    return function (config, form) {
        form.addEventListener('submit', function (event) {
            // The dialogue takes HTML.
            var text = document.createElement('span');

            event.preventDefault();
            text.textContent = config.message;
            confirm({
                title: config.title,
                content: text.outerHTML,
                actions: {
                    /** The question was answered with yes. */
                    confirm: function () {
                        form.submit();
                    }
                }
            });
        });
    };
});

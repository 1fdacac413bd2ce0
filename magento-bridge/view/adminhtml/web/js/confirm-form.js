define(['Magento_Ui/js/modal/confirm'], function (confirm) {
    'use strict';

    /**
     * A form that is sent after a question was answered with yes.
     *
     * @param {{title: String, message: String, ticked: (String|undefined), unticked: (String|undefined)}} config
     *     `ticked`, `unticked`: what the question adds, by the form's checkbox
     * @param {HTMLFormElement} form
     */
    return function (config, form) {
        form.addEventListener('submit', function (event) {
            // The dialogue takes HTML.
            var text = document.createElement('span'),
                box = form.querySelector('input[type="checkbox"]'),
                added = box && box.checked ? config.ticked : config.unticked;

            event.preventDefault();
            text.textContent = added ? config.message + ' ' + added : config.message;
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

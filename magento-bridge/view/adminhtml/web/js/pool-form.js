define([
    'CouponPools_Bridge/js/code-example',
    'CouponPools_Bridge/js/suggest-handle'
], function (codeExample, suggestHandle) {
    'use strict';

    var FORMAT = ['prefix', 'suffix', 'groups', 'groupLength', 'separator', 'alphabet', 'characters'];

    /**
     * Shows the fields that belong to what was chosen, and how a code looks.
     *
     * @param {Object} config
     * @param {HTMLFormElement} form
     */
    return function (config, form) {
        var parts = Array.prototype.slice.call(form.querySelectorAll('[data-shown-for]:not([data-shown-for=""])')),
            wrong = document.getElementById('coupon-pools-wrong'),
            example = form.querySelector('[data-role="example"]'),
            name = form.elements['pool[name]'],
            handle = form.elements['pool[handle]'],
            ownHandle = handle.value !== '' && handle.value !== suggestHandle(name.value);

        /**
         * @param {String} field
         * @returns {String} what it holds now; of a box or a row of buttons, what is ticked
         */
        function valueOf(field) {
            var found = form.elements[field];

            if (!found) {
                return '';
            }
            if (found.type === 'checkbox' || found.type === 'radio') {
                return found.checked ? found.value : '';
            }

            return found.value;
        }

        /**
         * @param {String} field
         * @returns {Boolean} whether the field is in sight itself
         */
        function isShown(field) {
            var found = form.elements[field],
                first = found && !found.tagName ? found[0] : found;

            return !(first && first.closest('[data-shown-for][hidden]'));
        }

        /** In the order of the page: what decides stands before what it decides. */
        function arrange() {
            parts.forEach(function (part) {
                var rule = JSON.parse(part.dataset.shownFor);

                // What is wrong is never out of sight: it may have been refused under another choice.
                part.hidden = !part.querySelector('._error') && !part.classList.contains('_error')
                    && (!isShown(rule[0]) || rule[1].indexOf(valueOf(rule[0])) < 0);
            });
        }

        /** Draws a code anew. */
        function draw() {
            var format = {};

            FORMAT.forEach(function (field) {
                format[field] = valueOf('pool[codeFormat][' + field + ']').trim();
            });
            example.textContent = codeExample(format, Math.random);
        }

        form.addEventListener('change', arrange);
        form.addEventListener('input', function (event) {
            if (event.target === handle) {
                ownHandle = true;
            }
            if (event.target === name && !ownHandle && form.elements.id.value === '') {
                handle.value = suggestHandle(name.value);
            }
            draw();
        });
        form.addEventListener('submit', function (event) {
            // Twice pressed is saved once.
            if (form.dataset.sent) {
                event.preventDefault();
            }
            form.dataset.sent = 'yes';
        });
        window.addEventListener('pageshow', function () {
            delete form.dataset.sent;
        });
        arrange();
        draw();
        if (wrong) {
            wrong.focus();
        }
    };
});

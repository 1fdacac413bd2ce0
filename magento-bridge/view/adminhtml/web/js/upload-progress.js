define(['mage/translate', 'CouponPools_Bridge/js/ask'], function ($t, ask) {
    'use strict';

    var EVERY_MILLISECONDS = 2000,
        UNDER_WAY = ['queued', 'reading', 'merging', 'undoing'];

    /**
     * Follows a file until it is done, then shows the results.
     *
     * @param {{url: String}} config
     * @param {HTMLElement} element
     */
    return function (config, element) {
        var bar = element.querySelector('progress'),
            state = element.querySelector('[data-role="state"]');

        /** Looks again. */
        function look() {
            ask(config.url, null).then(function (answer) {
                if (!answer.problem && UNDER_WAY.indexOf(answer.status) < 0) {
                    window.location.reload();

                    return;
                }
                if (answer.problem) {
                    state.textContent = answer.problem;
                } else {
                    bar.value = answer.progress || 0;
                    state.textContent = $t('%1 rows read, %2 codes added')
                        .replace('%1', answer.rows)
                        .replace('%2', answer.added);
                }
                if (!answer.isFinal) {
                    setTimeout(look, EVERY_MILLISECONDS);
                }
            });
        }

        look();
    };
});

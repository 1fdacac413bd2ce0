define([
    'mage/translate',
    'CouponPools_Bridge/js/ask',
    'CouponPools_Bridge/js/send-file'
], function ($t, ask, sendFile) {
    'use strict';

    // Seconds between two questions whether the service answers again.
    var ASK_AGAIN_SECONDS = 5;

    /**
     * @param {Number} seconds
     * @returns {Promise}
     */
    function wait(seconds) {
        return new Promise(function (resolve) {
            setTimeout(resolve, seconds * 1000);
        });
    }

    /**
     * Chooses a file and sends it.
     *
     * @param {Object} config
     * @param {String} config.createUrl
     * @param {String} config.sliceUrl
     * @param {String} config.readyUrl says whether the service takes a file
     * @param {String} config.pool
     * @param {Number} config.sliceBytes
     * @param {Boolean} config.isAway whether the service did not answer when the page was made
     * @param {HTMLElement} element
     */
    return function (config, element) {
        var input = element.querySelector('[data-role="file"]'),
            button = element.querySelector('[data-role="send"]'),
            progress = element.querySelector('[data-role="progress"]'),
            state = element.querySelector('[data-role="state"]'),
            problem = element.querySelector('[data-role="problem"]'),
            away = element.querySelector('[data-role="away"]'),
            upload = null,
            from = null,
            isAway = config.isAway,
            isSending = false;

        /** The button can be pressed when there is a file, and somebody to take it. */
        function offer() {
            button.disabled = isAway || !input.files.length || input.files[0].size === 0;
        }

        /** Asks until the service answers again. What was chosen meanwhile stays. */
        function watch() {
            wait(ASK_AGAIN_SECONDS).then(function () {
                return ask(config.readyUrl, null);
            }).then(function (answer) {
                if (answer.problem) {
                    away.querySelector('.message').textContent = answer.problem;
                    if (!answer.isFinal) {
                        watch();
                    }

                    return;
                }
                isAway = false;
                away.textContent = $t('The service answers again.');
                offer();
            });
        }

        /** @param {String} text */
        function fail(text) {
            isSending = false;
            problem.textContent = text;
            problem.hidden = false;
            button.disabled = false;
            input.disabled = false;
            button.querySelector('span').textContent = upload ? $t('Go On') : $t('Try Again');
        }

        /**
         * @param {Number} part
         * @param {Number} partBytes
         * @param {Number} offset
         * @param {Blob} slice
         * @returns {Promise<Object>}
         */
        function sendSlice(part, partBytes, offset, slice) {
            var fields = new FormData();

            fields.append('upload', upload.id);
            fields.append('part', part);
            fields.append('partBytes', partBytes);
            fields.append('offset', offset);
            fields.append('slice', slice, 'slice');

            return ask(config.sliceUrl, fields);
        }

        /** @returns {Promise} */
        function send() {
            var file = input.files[0];

            return sendFile({
                file: file,
                partBytes: upload.partBytes,
                sliceBytes: config.sliceBytes,
                from: from,
                send: sendSlice,
                wait: wait,
                stuck: $t('The parts of the file do not arrive in one place. Do several web servers share no folder var?'),
                /** @param {Number} bytes */
                onProgress: function (bytes) {
                    progress.value = bytes / file.size;
                    state.textContent = $t('%1 of 100 percent sent')
                        .replace('%1', String(Math.floor(bytes / file.size * 100)));
                }
            }).then(function (outcome) {
                from = outcome.from;
                if (outcome.problem) {
                    fail(outcome.problem);

                    return;
                }
                isSending = false;
                state.textContent = $t('The file is there.');
                window.location.href = upload.url;
            });
        }

        input.addEventListener('change', function () {
            upload = null;
            button.querySelector('span').textContent = $t('Upload');
            offer();
            problem.hidden = true;
        });
        button.addEventListener('click', function () {
            var fields = new FormData(),
                file = input.files[0];

            isSending = true;
            button.disabled = true;
            input.disabled = true;
            problem.hidden = true;
            progress.hidden = false;
            if (upload) {
                send();

                return;
            }
            fields.append('pool', config.pool);
            fields.append('fileName', file.name);
            fields.append('bytes', file.size);
            ask(config.createUrl, fields).then(function (answer) {
                if (answer.problem || !answer.id || !answer.partBytes) {
                    fail(answer.problem || $t('The upload could not be begun.'));

                    return;
                }
                upload = answer;
                from = { part: 1, offset: 0 };
                send();
            });
        });
        if (isAway) {
            watch();
        }
        window.addEventListener('beforeunload', function (event) {
            if (isSending) {
                event.preventDefault();
                event.returnValue = '';
            }
        });
    };
});

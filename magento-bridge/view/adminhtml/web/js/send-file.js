define([], function () {
    'use strict';

    // Seconds before a slice is tried again; after the last one the reader is asked.
    var PAUSES = [1, 2, 4, 8, 15, 30],
        // How often one part may have to go back.
        SETBACKS_MAX = 6;

    /**
     * Sends a file in parts, and each part in slices. Nothing is lost by sending anything again.
     *
     * @param {Object} task
     * @param {Blob} task.file
     * @param {Number} task.partBytes of a whole part
     * @param {Number} task.sliceBytes
     * @param {Function} task.send takes part, partBytes, offset and the slice, promises { received, done, problem }
     * @param {Function} task.onProgress takes the bytes that have arrived
     * @param {Function} task.wait takes seconds, promises
     * @param {{part: Number, offset: Number}} task.from where to begin
     * @returns {Promise<{problem: String, from: Object}>} problem is empty when the file is there
     */
    return function (task) {
        var parts = Math.max(1, Math.ceil(task.file.size / task.partBytes)),
            place = { part: task.from.part, offset: task.from.offset },
            failures = 0,
            setbacks = 0;

        /**
         * @param {Object} answer
         * @returns {Promise<Object>|Object}
         */
        function after(answer) {
            var pause;

            if (answer.problem) {
                pause = PAUSES[failures];
                failures += 1;
                if (answer.isFinal || pause === undefined) {
                    return { problem: answer.problem, from: place };
                }

                return task.wait(pause).then(next);
            }
            failures = 0;
            if (answer.done) {
                setbacks = 0;
            } else if (answer.received <= place.offset) {
                // Fewer bytes are there than were thought: go on from those. Over and over in one part, that is a fault.
                setbacks += 1;
                if (setbacks > SETBACKS_MAX) {
                    return { problem: task.stuck, from: { part: place.part, offset: 0 } };
                }
            }
            place = answer.done
                ? { part: place.part + 1, offset: 0 }
                : { part: place.part, offset: answer.received };
            task.onProgress(Math.min(task.file.size, (place.part - 1) * task.partBytes + place.offset));

            return next();
        }

        /** @returns {Promise<Object>|Object} */
        function next() {
            var start, partBytes, end;

            if (place.part > parts) {
                return { problem: '', from: place };
            }
            start = (place.part - 1) * task.partBytes;
            partBytes = Math.min(task.partBytes, task.file.size - start);
            end = Math.min(partBytes, place.offset + task.sliceBytes);

            return task.send(
                place.part,
                partBytes,
                place.offset,
                task.file.slice(start + place.offset, start + end)
            ).then(after);
        }

        return Promise.resolve(next());
    };
});

define([], function () {
    'use strict';

    // The same characters from which the service draws.
    var CHARACTERS = {
        'no_look_alikes': 'BCDFGHJKMPQRTVWXY2346789',
        letters: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
        digits: '0123456789'
    };

    /**
     * What a code of a format looks like; empty where the format is not whole.
     *
     * @param {Object} format
     * @param {Function} random gives numbers from 0 up to 1
     * @returns {String}
     */
    return function (format, random) {
        var characters = format.alphabet === 'own' ? format.characters : CHARACTERS[format.alphabet],
            groups = Number(format.groups),
            groupLength = Number(format.groupLength),
            drawn = [],
            group,
            index;

        if (!characters || !(groups >= 1 && groups <= 8) || !(groupLength >= 1 && groupLength <= 16)) {
            return '';
        }
        while (drawn.length < groups) {
            group = '';
            for (index = 0; index < groupLength; index += 1) {
                group += characters.charAt(Math.floor(random() * characters.length));
            }
            drawn.push(group);
        }

        return format.prefix + drawn.join(format.separator) + format.suffix;
    };
});

define([], function () {
    'use strict';

    // As many characters as the service takes.
    var CHARACTERS_MAX = 60;

    /**
     * A handle out of a name, as the service makes one: "Frühlings-Aktion 2026!" is fruhlings-aktion-2026.
     *
     * @param {String} name
     * @returns {String} may be empty
     */
    return function (name) {
        return name
            .normalize('NFKD')
            .replace(/[\u0300-\u036f]/g, '')
            .toLowerCase()
            .replace(/ß/g, 'ss')
            .replace(/[^a-z0-9]+/g, '-')
            .slice(0, CHARACTERS_MAX)
            .replace(/^-+|-+$/g, '');
    };
});

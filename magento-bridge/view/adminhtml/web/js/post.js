define([], function () {
    'use strict';

    /**
     * Leaves the page with a POST, as a form of the admin does.
     *
     * @param {String} url
     * @param {Object} fields
     */
    return function (url, fields) {
        var form = document.createElement('form');

        form.method = 'post';
        form.action = url;
        form.hidden = true;
        Object.keys(fields).concat('form_key').forEach(function (name) {
            var input = document.createElement('input');

            input.type = 'hidden';
            input.name = name;
            input.value = name === 'form_key' ? window.FORM_KEY : fields[name];
            form.appendChild(input);
        });
        document.body.appendChild(form);
        form.submit();
    };
});

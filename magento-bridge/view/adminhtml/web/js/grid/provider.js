define([
    'underscore',
    'Magento_Ui/js/grid/provider',
    'Magento_Ui/js/modal/alert',
    'mage/translate'
], function (_, Provider, alert, $t) {
    'use strict';

    /** The grid's own provider, which also says why a page stayed empty. */
    return Provider.extend({
        /** @inheritdoc */
        onReload: function (data) {
            this._super(data);

            if (data && data.couponPoolsProblem) {
                alert({
                    title: $t('The pools cannot be shown'),
                    content: _.escape(data.couponPoolsProblem)
                });
            }
        }
    });
});

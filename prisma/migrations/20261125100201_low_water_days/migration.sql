-- A value can be used only after the transaction that added it.
ALTER TYPE "low_water_unit" ADD VALUE 'days';

"""The database itself keeps the ledger's books: see docs/money.md."""

from django.db import migrations

BALANCED = """
CREATE FUNCTION ledger_check_transaction(booked bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    entry_count bigint;
    off text;
BEGIN
    SELECT coalesce(sum(entries), 0), string_agg(amount || ' ' || currency, ', ')
            FILTER (WHERE amount <> 0)
        INTO entry_count, off
        FROM (SELECT currency, count(*) AS entries, sum(amount) AS amount FROM payments_entry
              WHERE transaction_id = booked GROUP BY currency) AS sums;
    IF entry_count < 2 THEN
        RAISE EXCEPTION 'ledger transaction % has % entries; it needs two', booked, entry_count
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_transaction_has_entries';
    END IF;
    IF off IS NOT NULL THEN
        RAISE EXCEPTION 'ledger transaction % is off by %', booked, off
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_transaction_balanced';
    END IF;
END $$;

CREATE FUNCTION ledger_transaction_booked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM ledger_check_transaction(NEW.id);
    RETURN NULL;
END $$;

CREATE FUNCTION ledger_entry_booked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM ledger_check_transaction(NEW.transaction_id);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER ledger_transaction_balanced AFTER INSERT ON payments_transaction
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_transaction_booked();
CREATE CONSTRAINT TRIGGER ledger_entry_balanced AFTER INSERT ON payments_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_entry_booked();
"""

BALANCED_REVERSE = """
DROP TRIGGER ledger_entry_balanced ON payments_entry;
DROP TRIGGER ledger_transaction_balanced ON payments_transaction;
DROP FUNCTION ledger_entry_booked();
DROP FUNCTION ledger_transaction_booked();
DROP FUNCTION ledger_check_transaction(bigint);
"""

#: The key also keeps the currency of an account that has entries from being changed.
SAME_CURRENCY = """
ALTER TABLE payments_ledgeraccount
    ADD CONSTRAINT ledger_account_currency UNIQUE (id, currency);
ALTER TABLE payments_entry
    ADD CONSTRAINT ledger_entry_currency_of_account FOREIGN KEY (account_id, currency)
    REFERENCES payments_ledgeraccount (id, currency);
"""

SAME_CURRENCY_REVERSE = """
ALTER TABLE payments_entry DROP CONSTRAINT ledger_entry_currency_of_account;
ALTER TABLE payments_ledgeraccount DROP CONSTRAINT ledger_account_currency;
"""

#: A session may empty the tables only after saying so: ``SET ledger.truncate = 'allowed'``.
#: The settings of the tests say it, as tests that commit are cleared up by TRUNCATE.
APPEND_ONLY = """
CREATE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_setting('ledger.truncate', true) = 'allowed' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'the ledger is append-only: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation',
              HINT = 'Book a transaction that sets the first one right.';
END $$;

CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments_transaction
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments_entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
"""

APPEND_ONLY_REVERSE = """
DROP TRIGGER ledger_append_only ON payments_entry;
DROP TRIGGER ledger_append_only ON payments_transaction;
DROP FUNCTION ledger_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial")]

    operations = [
        migrations.RunSQL(BALANCED, BALANCED_REVERSE),
        migrations.RunSQL(SAME_CURRENCY, SAME_CURRENCY_REVERSE),
        migrations.RunSQL(APPEND_ONLY, APPEND_ONLY_REVERSE),
    ]

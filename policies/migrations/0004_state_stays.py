from django.db import migrations

REFUSE_MOVES = """
CREATE OR REPLACE FUNCTION policy_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'draft' THEN
        RETURN COALESCE(NEW, OLD);
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'An announced version of a policy is kept' USING ERRCODE = '23514';
    END IF;
    IF (NEW.policy, NEW.number, NEW.parameters, NEW.announced_at, NEW.effective_from)
        IS DISTINCT FROM
        (OLD.policy, OLD.number, OLD.parameters, OLD.announced_at, OLD.effective_from) THEN
        RAISE EXCEPTION 'An announced version of a policy is never edited' USING ERRCODE = '23514';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) <> ('announced', 'withdrawn') THEN
        RAISE EXCEPTION 'An announced version of a policy can only be withdrawn'
            USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
"""

ALLOW_MOVES = """
CREATE OR REPLACE FUNCTION policy_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'draft' THEN
        RETURN COALESCE(NEW, OLD);
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'An announced version of a policy is kept' USING ERRCODE = '23514';
    END IF;
    IF (NEW.policy, NEW.number, NEW.parameters, NEW.announced_at, NEW.effective_from)
        IS DISTINCT FROM
        (OLD.policy, OLD.number, OLD.parameters, OLD.announced_at, OLD.effective_from) THEN
        RAISE EXCEPTION 'An announced version of a policy is never edited' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    """A way back to draft would let what was announced be edited after all."""

    dependencies = [("policies", "0003_announced_stays")]

    operations = [migrations.RunSQL(REFUSE_MOVES, ALLOW_MOVES)]

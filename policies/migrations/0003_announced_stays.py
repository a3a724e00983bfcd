from django.db import migrations

REFUSE_EDITS = """
CREATE FUNCTION policy_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER policy_version_stays BEFORE UPDATE OR DELETE ON policies_policyversion
    FOR EACH ROW EXECUTE FUNCTION policy_version_stays();
"""

ALLOW_EDITS = """
DROP TRIGGER policy_version_stays ON policies_policyversion;
DROP FUNCTION policy_version_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("policies", "0002_who_announced")]

    operations = [migrations.RunSQL(REFUSE_EDITS, ALLOW_EDITS)]

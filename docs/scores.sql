-- The figures of docs/scores.md in plain SQL, with the first numbers of the policy: the counts of
-- each supplier that has a fact in the 90 days before %(until)s. The nightly statement finds the
-- same in a quicker way; a test holds the two together, and bin/bench scores compares their times.
SELECT f.supplier_id,
    sum(f.weight) FILTER (WHERE f.kind = 'pickup' AND r.recent) AS parcels_due,
    sum(f.weight) FILTER (WHERE f.kind = 'pickup' AND r.recent AND f.value <= 48) AS quick_pickups,
    sum(f.weight) FILTER (WHERE f.kind = 'promise' AND r.recent) AS promises,
    sum(f.weight) FILTER (WHERE f.kind = 'promise' AND r.recent AND f.value = 1) AS promises_kept,
    sum(f.weight) FILTER (WHERE f.kind = 'answer' AND r.recent) AS answers_due,
    sum(f.weight) FILTER (WHERE f.kind = 'answer' AND r.recent AND f.value = 1) AS answers_in_time,
    sum(f.weight) FILTER (WHERE f.kind = 'signed' AND r.recent) AS signed,
    sum(f.weight) FILTER (WHERE f.kind = 'quality_case' AND r.recent) AS quality_cases,
    sum(f.weight) FILTER (
        WHERE f.kind IN ('case_answer', 'return') AND r.recent) AS services_due,
    sum(f.weight) FILTER (
        WHERE f.kind IN ('case_answer', 'return') AND r.recent AND f.value = 1) AS services_in_time,
    sum(f.weight) FILTER (WHERE f.kind = 'case_outcome' AND r.recent) AS outcomes,
    sum(f.weight) FILTER (WHERE f.kind = 'case_outcome' AND r.recent AND f.value = 0)
        AS outcomes_for,
    sum(f.weight) FILTER (
        WHERE f.kind = 'pickup' AND f.at >= %(until)s - interval '168 hours') AS parcels_due_7d,
    sum(f.weight) FILTER (
        WHERE f.kind = 'pickup' AND f.at >= %(until)s - interval '168 hours' AND f.value <= 48)
        AS quick_pickups_7d,
    sum(f.weight) FILTER (WHERE f.kind = 'signed') AS signed_90d,
    sum(f.weight) FILTER (WHERE f.kind = 'quality_case') AS quality_cases_90d,
    sum(f.weight) FILTER (WHERE f.kind = 'purchase') AS purchases_90d,
    sum(f.weight) FILTER (WHERE f.kind = 'purchase' AND f.value = 1) AS repeats_90d,
    sum(f.weight) FILTER (WHERE f.kind = 'review') AS reviews_90d,
    sum(f.weight * f.value) FILTER (WHERE f.kind = 'review') AS stars_90d
FROM suppliers_fact f
JOIN suppliers_supplier s ON s.id = f.supplier_id
CROSS JOIN LATERAL (SELECT f.at >= %(until)s - interval '720 hours' AS recent) r
WHERE f.at >= %(until)s - interval '2160 hours' AND f.at < %(until)s
    AND (f.kind <> 'answer' OR extract(hour FROM f.at AT TIME ZONE s.time_zone) >= 8)
GROUP BY f.supplier_id

import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { insertPair, listKeys } from "./insert-pair.ts";

/** Every key that keeps a second row out. One that is dropped or added makes this file fail by name. */
const KEYS = `
  adjudication_in_force_key adjudication_pkey adjudication_verdict_pkey api_token_pkey api_token_token_hash_key app_user_email_key app_user_pkey app_user_pseudonym_key audit_entry_pkey
  candidate_item_id_external_id_key candidate_item_id_id_key candidate_pkey candidate_feature_pkey comparison_candidate_a_id_candidate_b_id_key comparison_pkey consensus_pkey
  form_pkey form_project_id_version_key frozen_report_pkey gold_pkey gold_verdict_pkey guideline_version_pkey handed_out_lease_id_key handed_out_pkey import_pkey
  import_problem_import_id_line_field_code_key import_problem_pkey invite_pkey invite_token_hash_key item_pkey item_project_id_external_id_key
  item_project_id_id_key item_source_pkey joint_round_judgment_id_key joint_round_lease_id_key joint_round_open_key joint_round_pkey
  joint_session_open_lead_key joint_session_open_partner_key joint_session_pkey joint_session_token_hash_key judgment_counted_slot_key judgment_pkey
  judgment_unit_id_annotator_id_purpose_key judgment_revision_judgment_id_number_key judgment_revision_pkey member_pkey member_flag_pkey
  learned_run_open_key learned_run_pkey participation_pkey participation_study_id_participant_id_key pair_verdict_pkey picture_pkey picture_sha256_key project_pkey project_slug_key
  quiz_answer_attempt_id_comparison_id_key quiz_answer_attempt_id_position_key quiz_answer_pkey quiz_attempt_pkey quiz_attempt_project_id_user_id_number_key
  ranking_item_id_candidate_ids_key ranking_pkey score_pkey score_failure_pkey score_pass_pkey scorer_check_pkey scorer_name_key scorer_pkey
  scorer_reply_call_key scorer_reply_pkey scorer_version_pkey scorer_version_scorer_id_hash_key scoring_run_open_key scoring_run_pkey session_pkey sign_in_attempt_pkey slot_lease_id_key slot_pkey slot_unit_id_annotator_id_key study_pkey
  study_project_id_name_key study_token_key unit_pkey verdict_pkey worker_process_pkey`.trim().split(/\s+/);

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

describe("what keeps a second row out", () => {
  it("is all of these keys", async () => {
    expect((await listKeys(client)).map((key) => key.name).sort()).toEqual([...KEYS].sort());
  });

  it.each(KEYS)("%s, and it alone", async (name) => {
    const key = (await listKeys(client)).find((row) => row.name === name);
    expect(key, `${name} is gone`).toBeDefined();
    expect(await insertPair(client, key!, { withoutKey: false })).toBe(name);
    expect(await insertPair(client, key!, { withoutKey: true })).toBeNull();
  });
});

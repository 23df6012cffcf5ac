//! One fact for each kind of answer the token endpoint may give.

use proptest::prelude::*;
use serde_json::json;

use super::*;

const NOW: i64 = 1_700_000_000;
const SAMPLE: &str = "{\n  \"error\": \"otp_required\",\n  \"error_description\": \"\",\n}\n";
const GRANTED: &str = r#"{"access_token":"at","token_type":"bearer","expires_in":7199,"refresh_token":"rt","created_at":1534408800,"email":"mei@example.com"}"#;

fn answer(status: u16, body: &str) -> Answer {
    Answer { status, body: body.as_bytes().to_vec(), ..Answer::default() }
}

fn refresh(answer: &Answer) -> Verdict {
    judge(Ok(answer), Asked::Refresh, NOW)
}

fn refreshed(status: u16, body: &str) -> Verdict {
    refresh(&answer(status, body))
}

fn error_answer(status: u16, word: &str) -> Answer {
    answer(status, &json!({ "error": word }).to_string())
}

fn challenged(header: &str) -> Answer {
    Answer { www_authenticate: Some(header.to_owned()), ..answer(401, "") }
}

fn later(why: Transient) -> Verdict {
    Verdict::Transient { why, retry_after: None }
}

fn refused(word: &str) -> Verdict {
    Verdict::Misconfigured(Misconfigured::Refused(ErrorWord::new(word)))
}

fn grant_with(member: &str, value: &Value) -> Verdict {
    let mut body: Value = serde_json::from_str(GRANTED).unwrap();
    body.as_object_mut().unwrap().insert(member.to_owned(), value.clone());
    refreshed(200, &body.to_string())
}

fn grant(verdict: Verdict) -> Issued {
    let Verdict::Granted(grant) = verdict else { panic!("not granted: {verdict:?}") };
    grant
}

#[test]
fn a_token_is_granted_with_all_its_members() {
    let granted = Issued {
        access: Secret::new("at"),
        refresh: Some(Secret::new("rt")),
        expires_in: Some(7199),
        created_at: Some(json!(1_534_408_800)),
        email: Some(SafeText::line("mei@example.com", 254)),
    };
    assert_eq!(refreshed(200, GRANTED), Verdict::Granted(granted.clone()));
    assert_eq!(judge(Ok(&answer(201, GRANTED)), Asked::Code, NOW), Verdict::Granted(granted));
}

#[test]
fn the_word_decides_whatever_the_status() {
    for status in [200, 400, 401, 500] {
        assert_eq!(refresh(&error_answer(status, "invalid_grant")), Verdict::InvalidGrant);
        assert_eq!(refresh(&error_answer(status, "otp_required")), Verdict::TwoStep);
        assert_eq!(refresh(&error_answer(status, "invalid_client")), refused("invalid_client"));
        for word in ["server_error", "temporarily_unavailable", "slow_down", "rate_limited"] {
            let busy = later(Transient::Busy(ErrorWord::new(word)));
            assert_eq!(refresh(&error_answer(status, word)), busy);
        }
    }
    for word in ["unauthorized_client", "unsupported_grant_type", "invalid_scope", "invalid_redirect_uri"] {
        assert_eq!(refresh(&error_answer(401, word)), refused(word));
    }
    assert_eq!(refresh(&error_answer(403, "access_denied")), refused("access_denied"));
}

#[test]
fn an_error_outweighs_a_token() {
    assert_eq!(refreshed(200, r#"{"access_token":"at","error":"invalid_grant"}"#), Verdict::InvalidGrant);
    assert_eq!(grant(grant_with("error", &Value::Null)).access, Secret::new("at"));
    assert_eq!(grant(grant_with("error", &json!(""))).access, Secret::new("at"));
}

#[test]
fn an_invalid_request_may_be_a_lost_race_only_on_refresh() {
    let answer = error_answer(401, "invalid_request");
    assert_eq!(refresh(&answer), Verdict::LostRace);
    assert_eq!(judge(Ok(&answer), Asked::Code, NOW), refused("invalid_request"));
}

#[test]
fn the_documented_two_step_sample_is_understood_comma_and_all() {
    assert!(serde_json::from_str::<Value>(SAMPLE).is_err());
    assert_eq!(judge(Ok(&answer(200, SAMPLE)), Asked::Code, NOW), Verdict::TwoStep);
    assert_eq!(refreshed(200, r#"{"error":"otp_required","error_description":""}"#), Verdict::TwoStep);
    assert_eq!(
        refreshed(200, "<p>\"error\" \"otp_required\"</p>"),
        later(Transient::WebPage(200)),
        "without the colon it is no answer"
    );
}

#[test]
fn an_answer_without_a_usable_access_token_is_no_grant() {
    for body in ["{}", "[]", "null", "\"at\"", r#"{"token_type":"bearer"}"#] {
        assert_eq!(refreshed(200, body), later(Transient::NoToken), "{body}");
    }
    for token in [json!(null), json!(""), json!(7), json!("a\nb"), json!("汉"), json!("a".repeat(8193))] {
        assert_eq!(grant_with("access_token", &token), later(Transient::NoToken), "{token}");
    }
    assert_eq!(grant(grant_with("access_token", &json!("a".repeat(8192)))).access.expose().len(), 8192);
}

#[test]
fn seconds_are_understood_in_every_form_seen() {
    for (value, seconds) in [
        (json!(7199), Some(7199)),
        (json!("7199"), Some(7199)),
        (json!(7199.0), Some(7199)),
        (json!(0), Some(0)),
        (json!(-5), Some(0)),
        (json!("-5"), Some(0)),
        (json!(366 * 86_400), Some(366 * 86_400)),
        (json!(366 * 86_400 + 1), None),
        (json!(1e300), None),
        (json!(u64::MAX), None),
        (json!("NaN"), None),
        (json!("inf"), None),
        (json!("two hours"), None),
        (json!({}), None),
        (json!([7199]), None),
        (json!(true), None),
        (json!(null), None),
    ] {
        assert_eq!(grant(grant_with("expires_in", &value)).expires_in, seconds, "{value}");
    }
    assert_eq!(grant(refreshed(200, r#"{"access_token":"at"}"#)).expires_in, None);
}

#[test]
fn of_a_doubled_member_the_last_counts() {
    let body = r#"{"access_token":"a","access_token":"b","expires_in":1,"expires_in":2}"#;
    let grant = grant(refreshed(200, body));
    assert_eq!((grant.access.expose(), grant.expires_in), ("b", Some(2)));
}

#[test]
fn a_token_type_is_bearer_in_any_case_or_absent() {
    for kind in [json!("bearer"), json!("Bearer"), json!("BEARER"), json!(null)] {
        assert_eq!(grant(grant_with("token_type", &kind)).access, Secret::new("at"), "{kind}");
    }
    let other = |word| Verdict::Misconfigured(Misconfigured::TokenType(ErrorWord::new(word)));
    assert_eq!(grant_with("token_type", &json!("mac")), other("mac"));
    assert_eq!(grant_with("token_type", &json!(7)), other(""));
}

#[test]
fn without_a_new_refresh_token_there_is_none() {
    for value in [json!(null), json!(""), json!(7)] {
        assert_eq!(grant(grant_with("refresh_token", &value)).refresh, None, "{value}");
    }
    assert_eq!(grant(refreshed(200, r#"{"access_token":"at"}"#)).refresh, None);
}

#[test]
fn a_time_of_birth_is_kept_and_changes_nothing() {
    for value in [json!(4_000_000_000_u64), json!(-1), json!("2018-08-16")] {
        let grant = grant(grant_with("created_at", &value));
        assert_eq!((grant.expires_in, grant.created_at), (Some(7199), Some(value)));
    }
}

#[test]
fn an_email_is_safe_to_draw() {
    let email = |value| grant(grant_with("email", &value)).email.map(|email| email.to_string());
    assert_eq!(email(json!("mei\u{1B}[31m@example.com\u{7}")).as_deref(), Some("mei@example.com"));
    assert_eq!(email(json!("a".repeat(300))), Some("a".repeat(254)));
    assert_eq!((email(json!("\u{7}")), email(json!(7)), email(json!(null))), (None, None, None));
}

#[test]
fn what_is_odd_beside_a_good_token_does_not_cost_it() {
    for odd in [
        r#""email":"mei\ud83d@example.com""#,
        r#""email":"a@example.com","extra":1e400"#,
        r#""email":"x","email":"a@example.com""#,
        r#""email":null,"created_at":-1e999"#,
    ] {
        let grant = grant(refreshed(200, &format!(r#"{{"access_token":"at","expires_in":7199,{odd}}}"#)));
        assert_eq!((grant.access.expose(), grant.expires_in), ("at", Some(7199)), "{odd}");
    }
    let bytes = b"{\"access_token\":\"at\",\"email\":\"mei\xff@example.com\"}".to_vec();
    let grant = grant(refresh(&Answer { body: bytes, ..answer(200, "") }));
    assert_eq!(grant.email.map(|email| email.to_string()).as_deref(), Some("mei\u{fffd}@example.com"));
    let no_token = refreshed(200, r#"{"access_token":1e999}"#);
    assert_eq!(no_token, later(Transient::NoToken), "a number is no token");
}

#[test]
fn a_description_changes_nothing() {
    for description in ["\u{1B}]0;x\u{7}", "____", &"汉".repeat(300_000)] {
        let body = json!({ "error": "invalid_grant", "error_description": description });
        assert_eq!(refreshed(401, &body.to_string()), Verdict::InvalidGrant);
    }
}

#[test]
fn a_redirect_is_a_wrong_setting_that_names_the_host() {
    let moved = Answer { location_host: Some("other\u{7}.example".to_owned()), ..answer(302, "<html>") };
    let host = Some(SafeText::line("other.example", SafeText::NAME));
    assert_eq!(refresh(&moved), Verdict::Misconfigured(Misconfigured::Redirected(host)));
    assert_eq!(refreshed(307, ""), Verdict::Misconfigured(Misconfigured::Redirected(None)));
}

#[test]
fn a_web_page_is_not_tower() {
    assert_eq!(refreshed(200, "<!doctype html><p>Log in to the hotel"), later(Transient::WebPage(200)));
    assert_eq!(refreshed(200, "please log in"), later(Transient::WebPage(200)));
    assert_eq!(refreshed(400, ""), later(Transient::Status(400)), "nothing is no page");
    assert_eq!(refreshed(511, ""), later(Transient::WebPage(511)), "the network asks for a sign-in");
    assert_eq!(refreshed(407, "proxy"), later(Transient::WebPage(407)));
    assert_eq!(refreshed(401, "{}"), later(Transient::Status(401)));
    let gbk = Answer { body: b"<html>\xB5\xC7\xC2\xBC".to_vec(), ..answer(200, "") };
    assert_eq!(refresh(&gbk), later(Transient::WebPage(200)));
}

#[test]
fn a_status_alone_may_pass() {
    for status in [408, 425, 429, 500, 503, 599] {
        assert_eq!(refreshed(status, "<html>"), later(Transient::Status(status)));
        assert_eq!(refresh(&error_answer(status, "Oops")), later(Transient::Busy(ErrorWord::new("Oops"))));
    }
}

#[test]
fn where_no_token_service_is_another_try_waits_a_minute() {
    let retry_after = Some(Duration::from_secs(60));
    for status in [404, 405, 410] {
        let verdict = Verdict::Transient { why: Transient::NoTokenService, retry_after };
        assert_eq!(refreshed(status, "<html>"), verdict);
        assert_eq!(refresh(&error_answer(status, "Not Found")), verdict, "the page Rails makes itself");
    }
}

#[test]
fn the_wait_is_as_asked_but_never_over_ten_minutes() {
    let date = "Tue, 14 Nov 2023 22:13:27 GMT";
    for (value, seconds) in [
        ("7", Some(7)),
        (" 0 ", Some(0)),
        ("99999", Some(600)),
        ("99999999999999999999999", Some(600)),
        (date, Some(7)),
        ("Tue, 14 Nov 2023 22:00:00 GMT", Some(0)),
        ("Tue, 14 Nov 2090 22:00:00 GMT", Some(600)),
        ("0.5", Some(1)),
        ("1.0", Some(1)),
        ("1e999", Some(600)),
        ("soon", None),
        ("-7", None),
        ("nan", None),
        ("", None),
    ] {
        let limited = Answer { retry_after: Some(value.to_owned()), ..answer(429, "") };
        let retry_after = seconds.map(Duration::from_secs);
        let verdict = Verdict::Transient { why: Transient::Status(429), retry_after };
        assert_eq!(refresh(&limited), verdict, "{value:?}");
    }
    let limited =
        Answer { retry_after: Some(date.to_owned()), date: Some(date.to_owned()), ..answer(503, "") };
    let at_once = Verdict::Transient { why: Transient::Status(503), retry_after: Some(Duration::ZERO) };
    assert_eq!(refresh(&limited), at_once, "the server's clock counts, not ours");
}

#[test]
fn a_challenge_stands_in_for_a_missing_body() {
    for header in [
        r#"Bearer realm="Doorkeeper", error="invalid_grant", error_description="error=\"x\"""#,
        r#"bearer error_description="a, error=x", error="invalid_grant""#,
        "Bearer error=invalid_grant",
        "Bearer error = invalid_grant, realm=x",
    ] {
        assert_eq!(refresh(&challenged(header)), Verdict::InvalidGrant, "{header}");
    }
    for header in ["Bearer", "Bearer realm=\"x", "Bearer error=\"\"", "Basic error=\"invalid_grant\"", ""] {
        assert_eq!(refresh(&challenged(header)), later(Transient::Status(401)), "{header}");
    }
}

#[test]
fn a_refused_bearer_is_left_out_the_next_time() {
    let refused = challenged(r#"Bearer realm="Doorkeeper", error="invalid_token""#);
    assert_eq!(refresh(&refused), Verdict::WithoutHeader);
    let unknown = later(Transient::Unknown(ErrorWord::new("invalid_token")));
    assert_eq!(judge(Ok(&refused), Asked::Code, NOW), unknown, "no bearer goes with a code");
    assert_eq!(refresh(&error_answer(401, "invalid_token")), unknown);
}

#[test]
fn an_unknown_word_comes_with_the_verdict() {
    assert_eq!(refresh(&error_answer(400, "foo")), later(Transient::Unknown(ErrorWord::new("foo"))));
    let odd = later(Transient::Unknown(ErrorWord::new("{code:7}")));
    assert_eq!(refreshed(400, r#"{"error":{"code":7}}"#), odd);
}

#[test]
fn what_was_not_sent_may_be_sent_again_and_what_was_lost_may_not() {
    let refused = TransportError::NotSent("connection refused\u{1B}[31m".to_owned());
    let why = Transient::NotSent(SafeText::line("connection refused", SafeText::TITLE));
    assert_eq!(judge(Err(&refused), Asked::Code, NOW), later(why));
    assert_eq!(
        judge(Err(&TransportError::Unanswered("reset".to_owned())), Asked::Code, NOW),
        Verdict::Ambiguous
    );
}

#[test]
fn a_garbled_or_endless_success_is_ambiguous() {
    let endless = [GRANTED, &" ".repeat(MOST_BODY)].concat().into_bytes();
    for body in [endless, vec![0x1F, 0x8B, 8], Vec::new()] {
        assert_eq!(refresh(&Answer { body, ..answer(200, "") }), Verdict::Ambiguous);
    }
}

#[test]
fn an_answer_cut_anywhere_is_ambiguous() {
    for end in 0..GRANTED.len() {
        assert_eq!(refreshed(200, GRANTED.split_at(end).0), Verdict::Ambiguous, "{end}");
    }
}

#[test]
fn debug_does_not_tell_a_token() {
    let shown = format!("{:?} {:?}", answer(200, GRANTED), refreshed(200, GRANTED));
    assert!(!shown.contains("\"at\"") && !shown.contains("\"rt\""), "{shown}");
}

#[test]
fn a_token_server_that_heard_nothing_back_leaves_it_open_whether_tower_acted() {
    let said = Answer { outcome_unknown: true, ..error_answer(504, "temporarily_unavailable") };
    assert_eq!(refresh(&said), Verdict::Ambiguous);
    let sent_nothing = error_answer(503, "temporarily_unavailable");
    assert!(matches!(refresh(&sent_nothing), Verdict::Transient { why: Transient::Busy(_), .. }));
    let tower_said = Answer { outcome_unknown: true, ..error_answer(400, "invalid_grant") };
    assert_eq!(refresh(&tower_said), Verdict::InvalidGrant, "on a 504 alone");
}

proptest! {
    #[test]
    fn nothing_a_server_sends_is_fatal(
        status in 100..1000_u16,
        body in proptest::collection::vec(any::<u8>(), 0..64),
        headers in proptest::array::uniform4(proptest::option::of(any::<String>())),
    ) {
        let [www_authenticate, retry_after, location_host, date] = headers;
        let answer = Answer { status, www_authenticate, retry_after, date, location_host, body, ..Answer::default() };
        prop_assert!(!matches!(refresh(&answer), Verdict::Granted(_) | Verdict::InvalidGrant));
    }
}

#[test]
fn a_grant_says_that_there_is_no_error_or_begins_with_a_byte_order_mark() {
    let body = r#"{"access_token":"a","error":false,"error_description":null}"#;
    for body in [body.to_owned(), format!("\u{feff}{body}")] {
        let answer = Answer { status: 200, body: body.into_bytes(), ..Answer::default() };
        assert!(matches!(judge(Ok(&answer), Asked::Refresh, 0), Verdict::Granted(_)), "{answer:?}");
    }
    let answer = |body: &str| Answer { status: 401, body: body.into(), ..Answer::default() };
    assert!(refuses_client(&answer(r#"{"error":"invalid_client"}"#)));
    assert!(!refuses_client(&answer(r#"{"error":"invalid_grant"}"#)));
}

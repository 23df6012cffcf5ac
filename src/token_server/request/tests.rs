//! What may go to Tower, and what may not.

use proptest::prelude::*;

use super::*;

const CODE: &str = "grant_type=authorization_code&client_id=c0ffee&redirect_uri=urn%3Aietf%3Awg%3Aoauth%3A2.0%3Aoob&code=abc";
const REFRESH: &str =
    "grant_type=refresh_token&client_id=c0ffee&redirect_uri=urn:ietf:wg:oauth:2.0:oob&refresh_token=r-1";

const REVOCATION: &str = "client_id=c0ffee&token=t-1";

fn app() -> App {
    App {
        client_id: "c0ffee".into(),
        client_secret: Secret::new("s3cret"),
        redirect_uri: "urn:ietf:wg:oauth:2.0:oob".into(),
    }
}

fn refused(form: &str) -> (u16, &'static str) {
    read_form(form.as_bytes(), &app()).unwrap_err()
}

fn names(form: &str) -> Vec<&'static str> {
    let asked = read_form(form.as_bytes(), &app()).unwrap();
    asked.form(&app()).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn the_two_grants_go_on_with_the_secret_and_nothing_else_added() {
    assert_eq!(names(CODE), ["client_id", "client_secret", "redirect_uri", "grant_type", "code"]);
    assert_eq!(
        names(&format!("{CODE}&code_verifier=v&captcha=482913")),
        ["client_id", "client_secret", "redirect_uri", "grant_type", "code", "captcha", "code_verifier"]
    );
    assert_eq!(
        names(&format!("{REFRESH}&captcha=482913")),
        ["client_id", "client_secret", "redirect_uri", "grant_type", "refresh_token", "captcha"]
    );
    assert_eq!(names(&format!("{REFRESH}&captcha=&code=")).len(), 5, "an empty field is none");
}

#[test]
fn t9_02_a_client_secret_is_refused_so_that_the_mistake_is_noticed() {
    for secret in ["client_secret=s3cret", "client_secret=", "client%5Fsecret=x"] {
        assert_eq!(refused(&format!("{REFRESH}&{secret}")), (400, "invalid_request"), "{secret}");
    }
}

#[test]
fn t9_06_an_unknown_or_doubled_field_is_refused() {
    for more in ["scope=all", "code[]=x", "refresh_token=r-1", "client_id=c0ffee", "grant_type=", "=", "x"] {
        assert_eq!(refused(&format!("{REFRESH}&{more}")), (400, "invalid_request"), "{more}");
    }
    assert_eq!(refused(&format!("{CODE}&%63ode=abc")), (400, "invalid_request"), "also where it hides");
}

#[test]
fn another_application_grant_or_callback_is_refused_by_its_word() {
    let other = |from: &str, to: &str| refused(&REFRESH.replace(from, to));
    assert_eq!(other("c0ffee", "c0ffee2"), (401, "invalid_client"));
    assert_eq!(other("client_id=c0ffee&", ""), (401, "invalid_client"));
    assert_eq!(other("2.0:oob", "2.0:oob2"), (400, "invalid_request"));
    assert_eq!(other("redirect_uri=urn:ietf:wg:oauth:2.0:oob&", ""), (400, "invalid_request"));
    for grant in ["password", "client_credentials", "REFRESH_TOKEN", "refresh_token%00"] {
        let word =
            if grant.ends_with("00") { (400, "invalid_request") } else { (400, "unsupported_grant_type") };
        assert_eq!(other("grant_type=refresh_token", &format!("grant_type={grant}")), word, "{grant}");
    }
    assert_eq!(other("grant_type=refresh_token&", ""), (400, "invalid_request"));
}

#[test]
fn a_grant_without_its_token_or_with_the_others_is_refused() {
    for form in [
        REFRESH.replace("&refresh_token=r-1", ""),
        REFRESH.replace("=r-1", "="),
        format!("{REFRESH}&code=abc"),
        format!("{REFRESH}&code_verifier=v"),
        CODE.replace("&code=abc", ""),
        format!("{CODE}&refresh_token=r-1"),
        REFRESH.replace("r-1", "r%FF1"),
        REFRESH.replace("r-1", "r%0A1"),
        REFRESH.replace("r-1", "%E4%BB%A4"),
        String::new(),
    ] {
        assert_eq!(refused(&form), (400, "invalid_request"), "{form}");
    }
}

#[test]
fn a_form_of_more_than_eight_kibibytes_is_refused() {
    let form = |length: usize| REFRESH.replace("r-1", &"r".repeat(length - REFRESH.len() + 3));
    assert!(read_form(form(MOST_FORM).as_bytes(), &app()).is_ok());
    assert_eq!(refused(&form(MOST_FORM + 1)), (413, "too_long"));
}

#[test]
fn only_an_old_bearer_goes_along_and_only_with_a_refresh() {
    let refresh = read_form(REFRESH.as_bytes(), &app()).unwrap();
    let code = read_form(CODE.as_bytes(), &app()).unwrap();
    let sent = authorization(&refresh, Header::One("bearer  Old")).unwrap();
    assert_eq!(sent, Some(Secret::new("bearer  Old")), "as it is");
    assert_eq!(authorization(&code, Header::Absent), Ok(None));
    for (asked, header) in [
        (&refresh, Header::One("Basic YzBmZmVlOnMzY3JldA==")),
        (&refresh, Header::Unclear),
        (&code, Header::One("Bearer Old")),
        (&read_revocation(REVOCATION.as_bytes(), &app()).unwrap(), Header::One("Bearer Old")),
    ] {
        assert!(authorization(asked, header).is_err(), "{header:?}");
    }
}

#[test]
fn t9_05_a_request_is_the_same_only_with_the_same_key_and_the_same_old_token() {
    let refresh = |token: &str, captcha: Option<&str>| Asked::Refresh {
        refresh: Secret::new(token),
        captcha: captcha.map(Secret::new),
    };
    let code = |code: &str| Asked::Code { code: Secret::new(code), captcha: None, verifier: None };
    let old = Secret::new("Bearer old");
    let ids = [
        refresh("a", None).id(Some("lin"), Some(&old)),
        refresh("b", None).id(Some("lin"), Some(&old)),
        refresh("a", Some("1")).id(Some("lin"), Some(&old)),
        refresh("a", None).id(Some("wang"), Some(&old)),
        refresh("a", None).id(None, Some(&old)),
        refresh("a", None).id(Some("lin"), None),
        refresh("a", None).id(Some("lin"), Some(&Secret::new("Bearer other"))),
        code("a").id(Some("lin"), None),
        Asked::Revocation { token: Secret::new("a") }.id(Some("lin"), None),
        refresh("al", None).id(Some("in"), None),
    ];
    for (place, id) in ids.iter().enumerate() {
        assert!(ids.iter().skip(place + 1).all(|other| other != id), "{place}");
    }
    assert_eq!(ids[0], refresh("a", None).id(Some("lin"), Some(&old)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn no_bytes_are_fatal_and_what_passes_is_clean(
        fields in proptest::collection::vec(
            (
                prop_oneof![
                    Just("grant_type"), Just("client_id"), Just("redirect_uri"), Just("code"), Just("captcha"),
                    Just("refresh_token"), Just("code_verifier"), Just("client_secret"), Just("x"),
                ],
                prop_oneof![
                    Just("refresh_token".to_owned()), Just("authorization_code".to_owned()),
                    Just("c0ffee".to_owned()), Just("urn:ietf:wg:oauth:2.0:oob".to_owned()),
                    "[ -~]{0,8}", "(%[0-9a-fA-F]{0,2}){0,4}", "\\PC{0,4}",
                ],
            ),
            0..7,
        ),
        noise in proptest::collection::vec(any::<u8>(), 0..8),
        whole in any::<bool>(),
    ) {
        let mut form = if whole { REFRESH.as_bytes().to_vec() } else { Vec::new() };
        for (name, value) in fields {
            form.extend(format!("&{name}={value}").bytes());
        }
        form.extend(noise);
        if let Ok(asked) = read_form(&form, &app()) {
            let sent = asked.form(&app());
            prop_assert!((5..=7).contains(&sent.len()));
            for (place, (name, value)) in sent.iter().enumerate() {
                prop_assert!(value.expose().bytes().all(|byte| matches!(byte, b' '..=b'~')));
                prop_assert!(sent.iter().skip(place + 1).all(|(other, _)| other != name));
            }
        }
    }
}

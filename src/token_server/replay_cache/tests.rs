//! What is asked again, and what is not.

use super::*;
use crate::base::secret::Secret;
use crate::token_server::request::Asked;

fn id(token: &str) -> Id {
    Asked::Refresh { refresh: Secret::new(token), captcha: None }.id(Some("lin"), None)
}

fn reply(bytes: usize) -> Arc<Reply> {
    Arc::new(Reply::new(200, Vec::new(), vec![b'x'; bytes]))
}

fn cache() -> ReplayCache<&'static str> {
    ReplayCache::new(Duration::from_secs(60))
}

fn at(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[test]
fn the_first_goes_the_next_wait_for_it_and_those_after_get_the_same() {
    let mut cache = cache();
    assert!(matches!(cache.enter(id("a"), &"flight", at(0)), Turn::Go));
    assert!(matches!(cache.enter(id("a"), &"another", at(1)), Turn::Join("flight")));
    assert!(matches!(cache.enter(id("b"), &"flight", at(1)), Turn::Go));

    cache.land(id("a"), Some(reply(9)), at(2));
    assert!(matches!(cache.enter(id("a"), &"flight", at(61)), Turn::Again(same) if same.body.len() == 9));
    assert!(matches!(cache.enter(id("a"), &"flight", at(62)), Turn::Go), "a minute is over");
}

#[test]
fn what_brought_nothing_to_keep_is_asked_again() {
    let mut cache = cache();
    for kept in [None, Some(reply(LONGEST + 1))] {
        assert!(matches!(cache.enter(id("a"), &"flight", at(0)), Turn::Go));
        cache.land(id("a"), kept, at(0));
    }
    assert!(cache.entries.is_empty() && cache.ends.is_empty());
}

#[test]
fn t9_07_nothing_is_held_once_the_minute_is_over() {
    let mut cache = cache();
    let kept = reply(9);
    cache.enter(id("a"), &"flight", at(0));
    cache.land(id("a"), Some(Arc::clone(&kept)), at(0));
    assert_eq!(Arc::strong_count(&kept), 2);

    cache.sweep(at(60));
    assert_eq!(Arc::strong_count(&kept), 1, "whoever drops the last wipes it");
    assert!(cache.entries.is_empty() && cache.ends.is_empty());
}

#[test]
fn what_is_under_way_is_bounded() {
    let mut cache = cache();
    for nth in 0..MOST_FLIGHTS {
        assert!(matches!(cache.enter(id(&nth.to_string()), &"flight", at(0)), Turn::Go));
    }
    assert!(matches!(cache.enter(id("more"), &"flight", at(0)), Turn::Full));
    assert!(matches!(cache.enter(id("0"), &"flight", at(0)), Turn::Join(_)));
    cache.land(id("0"), None, at(0));
    assert!(matches!(cache.enter(id("more"), &"flight", at(0)), Turn::Go));
}

#[test]
fn what_is_kept_is_bounded_and_the_oldest_goes_first() {
    let mut cache = cache();
    for nth in 0..2000 {
        cache.enter(id(&nth.to_string()), &"flight", at(0));
        cache.land(id(&nth.to_string()), Some(reply(LONGEST)), at(0));
        assert!(cache.kept <= MOST_KEPT && cache.entries.len() == cache.ends.len());
    }
    assert!(matches!(cache.enter(id("1999"), &"flight", at(1)), Turn::Again(_)));
    assert!(matches!(cache.enter(id("0"), &"flight", at(1)), Turn::Go));
    cache.sweep(at(60));
    assert_eq!((cache.kept, cache.ends.len(), cache.entries.len()), (0, 0, 1));
}

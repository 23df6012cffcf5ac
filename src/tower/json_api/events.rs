//! Documents with what happened: events and notifications.

use super::document::{Included, List, Resource};
use crate::tower::event::{Event, EventId, EventPage};
use crate::tower::html;
use crate::tower::model::Id;
use crate::tower::notification::{Notification, NotificationId, NotificationPage};
use crate::tower::todo::TodoId;

/// Reads a part of a feed.
pub(in crate::tower) fn event_page(body: &[u8]) -> serde_json::Result<EventPage> {
    let list = List::read(body)?;
    let events = list.resources.iter().map(|one| event(one, &list.included)).collect();
    Ok(EventPage { events, unreadable: list.unreadable })
}

/// Reads the page of this number of a team's notifications.
pub(in crate::tower) fn notification_page(body: &[u8], number: u32) -> serde_json::Result<NotificationPage> {
    let list = List::read(body)?;
    Ok(NotificationPage {
        notifications: list.resources.iter().map(|one| notification(one, &list.included)).collect(),
        pages: list.paging.pages_from(number),
        is_last: list.paging.is_last,
        has_next: list.paging.has_next,
        unreadable: list.unreadable,
    })
}

fn event(one: &Resource, included: &Included) -> Event {
    Event {
        id: EventId(one.id.clone()),
        at: one.moment("created_at"),
        by: included.member(one, "creator"),
        action: one.name("action"),
        title: one.title("title"),
        place: one.filled("ancestor_name"),
        place_kind: one.filled("ancestor_type"),
    }
}

fn notification(one: &Resource, included: &Included) -> Notification {
    let progress = included.all(one, "progress", "progresses").next();
    let told = |name| progress.and_then(|progress| progress.filled(name));
    let kind = one.name("notifyable_type");
    let target = one.text("target_guid").and_then(|id| Id::parse(&id));
    Notification {
        id: NotificationId(one.id.clone()),
        at: one.moment("created_at"),
        is_read: one.flag("read") == Some(true),
        todo: target.filter(|_| kind.as_str().eq_ignore_ascii_case("todo")).map(TodoId),
        kind,
        by: told("nickname"),
        title: told("subject_str"),
        action: told("action_str"),
        text: progress.and_then(|progress| html::text_of(&progress.text("content_str")?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::SafeText;

    #[test]
    fn an_event_is_read_with_whatever_word_it_has() {
        let page = event_page(
            r#"{"data": [
              {"id": "20000045", "type": "events", "attributes": {"action": "完成了任务", "title": "周报", "ancestor_type": "Project",
                "ancestor_name": "移动端", "created_at": "2999-01-01T00:00:00Z"},
               "relationships": {"creator": {"data": {"id": "m1", "type": "members"}}}},
              {"id": 20000044, "attributes": {"action": "做了没听说过的事\u001b[2J", "created_at": "早"},
               "relationships": {"creator": {"data": null}}}, {"attributes": {}}],
              "included": [{"id": "m1", "type": "members", "attributes": {"nickname": "张伟"}}]}"#
                .as_bytes(),
        )
        .unwrap();
        let [known, odd] = &page.events[..] else { panic!("{page:?}") };
        assert_eq!(known.by.as_ref().and_then(|by| by.name.clone()), Some(SafeText::line("张伟", 9)));
        assert_eq!(known.place.as_ref().map(SafeText::as_str), Some("移动端"));
        assert!(known.at.is_some(), "in the future is when Tower says it is");
        assert_eq!((odd.id.0.as_str(), odd.action.as_str()), ("20000044", "做了没听说过的事"));
        assert_eq!((&odd.by, odd.at, odd.title.is_empty(), page.unreadable), (&None, None, true, 1));
    }

    #[test]
    fn a_notification_leads_to_a_to_do_only_where_it_is_about_one() {
        let one = |kind: &str, target: &str| {
            let body = format!(
                r#"{{"data": [{{"id": "n1", "attributes": {{"notifyable_type": "{kind}", "target_guid": {target}, "read": false}},
                    "relationships": {{"progress": {{"data": {{"id": "p1"}}}}}}}}],
                    "included": [{{"id": "p1", "type": "progresses", "attributes": {{"nickname": "王芳", "subject_str": "周报",
                    "action_str": "评论了任务", "content_str": "<b>好</b>"}}}}], "links": {{"next": null}}}}"#
            );
            let page = notification_page(body.as_bytes(), 1).unwrap();
            assert!(page.is_last);
            page.notifications.into_iter().next().unwrap()
        };
        let todo = one("Todo", r#""d1""#);
        assert_eq!(todo.todo, Some(TodoId(Id::parse("d1").unwrap())));
        assert_eq!((todo.is_read, todo.text.as_ref().map(SafeText::as_str)), (false, Some("好")));
        assert_eq!(todo.by.as_ref().map(SafeText::as_str), Some("王芳"));
        for (kind, target) in [("Message", r#""d1""#), ("Todo", "null"), ("Todo", r#""../x""#), ("", "7")] {
            assert_eq!(one(kind, target).todo, None, "{kind} {target}");
        }
    }
}

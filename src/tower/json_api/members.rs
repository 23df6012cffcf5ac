//! Documents with the account, its teams and their members.

use std::collections::HashSet;

use super::document::{Included, List, Resource, Single};
use super::roster::MemberPage;
use crate::base::text::SafeText;
use crate::tower::model::{Member, MemberId, Role, Team, TeamId, TeamList, User};

/// Reads a document that holds the account.
pub(in crate::tower) fn user(body: &[u8]) -> serde_json::Result<User> {
    let user = Single::attributes(body)?;
    Ok(User { nickname: user.name("nickname"), email: user.name("email") })
}

/// Reads a list of teams.
pub(in crate::tower) fn teams(body: &[u8]) -> serde_json::Result<TeamList> {
    let list = List::read(body)?;
    let teams = list.resources.into_iter().map(team).collect();
    Ok(TeamList { teams, unreadable: list.unreadable, has_next: list.paging.has_next })
}

/// Reads a document that holds one member; none when its id cannot be used.
pub(in crate::tower) fn member(body: &[u8]) -> serde_json::Result<Option<Member>> {
    let found = Single::any(body)?;
    Ok(found.map(|found| one_member(&found.resource, &found.included)))
}

/// Reads the page of this number of a list of members.
pub(in crate::tower) fn member_page(body: &[u8], number: u32) -> serde_json::Result<MemberPage> {
    let list = List::read(body)?;
    Ok(MemberPage {
        members: list.resources.iter().map(|one| one_member(one, &list.included)).collect(),
        pages: list.paging.pages_from(number),
        is_last: list.paging.is_last,
        has_next: list.paging.has_next,
        unreadable: list.unreadable,
    })
}

fn team(one: Resource) -> Team {
    Team { name: one.name("name"), created: one.day("created_at"), id: TeamId(one.id) }
}

fn one_member(one: &Resource, included: &Included) -> Member {
    Member {
        id: MemberId(one.id.clone()),
        name: one.name("nickname"),
        role: Role::parse(&one.name("role")),
        is_active: one.flag("is_active"),
        groups: groups(one, included),
        phone: one.filled("phone"),
        note: one.filled("comment"),
        email: one.filled("mailbox"),
        is_incomplete: one.flag("is_incomplete_from_wxwork") == Some(true),
        is_locked: one.flag("is_locked_by_free_team_quota") == Some(true),
        avatar: one.filled("gavatar"),
        joined: one.day("created_at"),
        updated: one.day("updated_at"),
    }
}

/// The names of their groups, each once.
fn groups(one: &Resource, included: &Included) -> Vec<SafeText> {
    let mut seen = HashSet::new();
    let named = included.all(one, "groups", "subgroups").filter(|group| seen.insert(group.id.clone()));
    named.map(|group| group.name("name")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tower::json_api::roster::RosterLine;

    fn page(json: &str) -> MemberPage {
        member_page(json.as_bytes(), 1).unwrap()
    }

    #[test]
    fn a_member_is_read_with_the_names_of_its_groups() {
        let page = page(
            r#"{"data": [{"id": "m1", "type": "members", "attributes": {
                  "nickname": "曾国栋", "role": "admin", "is_active": true, "gavatar": "https://example.com/a.png",
                  "phone": "137 0000 1122", "comment": "", "mailbox": null, "is_locked_by_free_team_quota": true},
                "relationships": {"team": {"data": {"id": "t1", "type": "teams"}},
                  "groups": {"data": [{"id": "g1", "type": "subgroups"}, {"id": "nowhere", "type": "subgroups"}]}}}],
              "included": [{"id": "t1", "type": "teams", "attributes": {"name": "云端科技"}},
                {"id": "g1", "type": "subgroups", "attributes": {"name": "后端", "position": 3}}],
              "links": {"self": "x", "next": null, "last": "https://tower.im/?page%5Bnumber%5D=1&page%5Bsize%5D=200"}}"#,
        );
        let member = page.members.get(0).unwrap();

        assert_eq!((member.name.as_str(), &member.role), ("曾国栋", &Role::Admin));
        assert_eq!(member.groups.iter().map(SafeText::as_str).collect::<Vec<_>>(), ["后端"]);
        assert_eq!(member.phone.as_ref().map(SafeText::as_str), Some("137 0000 1122"));
        assert_eq!((&member.note, &member.email), (&None, &None), "empty and null are absent");
        assert!(member.is_locked && !member.is_incomplete);
        assert_eq!((page.pages, page.is_last), (Some(1), true));
    }

    #[test]
    fn a_group_named_twice_is_one_group() {
        let page = page(
            r#"{"data": [{"id": "m1", "relationships": {"groups": {"data": [{"id": "g2"}, {"id": "g1"}, {"id": "g2"}]}}}],
              "included": [{"id": "g1", "type": "subgroups", "attributes": {"name": "后端"}},
                {"id": "g2", "type": "subgroups", "attributes": {"name": "运维"}}]}"#,
        );
        assert_eq!(
            page.members.get(0).unwrap().groups.iter().map(SafeText::as_str).collect::<Vec<_>>(),
            ["运维", "后端"]
        );
    }

    #[test]
    fn nothing_but_an_id_is_owed() {
        let page = page(
            r#"{"data": [{"id": "m1"}, {"id": 42, "attributes": {}}, {"type": "members"}, {"id": "a/b"}]}"#,
        );

        assert_eq!(page.members.lines().map(RosterLine::id).collect::<Vec<_>>(), ["m1", "42"]);
        assert!(page.members.get(0).unwrap().name.is_empty());
        assert_eq!((page.pages, page.is_last, page.unreadable), (None, false, 2));
    }

    #[test]
    fn an_attribute_of_another_type_is_absent_and_never_fatal() {
        for odd in ["null", "7", "-1.5", "true", "[1, [2]]", r#"{"a": {"b": 1}}"#] {
            let page = page(&format!(
                r#"{{"data": [{{"id": "m1", "type": {odd}, "attributes": {{"nickname": {odd}, "role": {odd},
                    "is_active": {odd}, "phone": {odd}, "comment": {odd}, "mailbox": {odd}, "unheard_of": {odd}}},
                    "relationships": {{"groups": {{"data": null}}}}}}], "included": null,
                    "links": {{"next": {odd}, "last": {odd}}}}}"#
            ));
            assert_eq!(page.members.len(), 1, "{odd}");
        }
    }

    #[test]
    fn remote_text_is_made_safe_here() {
        let page = page(
            r#"{"data": [{"id": "m1", "attributes": {"nickname": "A\u001b[31mB\u202eC\nD", "role": "vis\u0007itor"}}]}"#,
        );
        assert_eq!(page.members.get(0).unwrap().name.as_str(), "ABC D");
        assert_eq!(page.members.get(0).unwrap().role, Role::Other(SafeText::line("visitor", SafeText::NAME)));
    }

    #[test]
    fn an_account_and_teams_are_read() {
        let user = user(
            r#"{"data": {"id": "u1", "attributes": {"nickname": "林小北", "email": "lin@example.com"}}}"#
                .as_bytes(),
        );
        assert_eq!(user.unwrap().email.as_str(), "lin@example.com");

        let list = teams(
            r#"{"data": [{"id": "t1", "attributes": {"name": "云端科技", "created_at": "2014-05-15T10:00:00.000+08:00"}},
                {"id": "t2", "attributes": {"name": "API Team", "created_at": "短"}}, {"id": "a/b"}]}"#
                .as_bytes(),
        )
        .unwrap();
        assert_eq!(list.teams[0].created, Some(jiff::civil::date(2014, 5, 15)));
        assert_eq!((list.teams[1].created, list.unreadable), (None, 1));
    }

    #[test]
    fn what_is_no_document_is_an_error() {
        for body in ["", "[]", "7", "<html>", r#"{"data": 7}"#, r#"{"errors": []}"#] {
            assert!(member_page(body.as_bytes(), 1).is_err(), "{body}");
        }
    }
}

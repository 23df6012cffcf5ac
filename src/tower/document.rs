//! The part of JSON:API 1.0 that Tower uses, read leniently: an attribute of an unexpected type is absent,
//! never an error.

use std::collections::{HashMap, HashSet};
use std::fmt;

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::model::{Id, Member, MemberId, MemberPage, Role, Team, TeamId, User};
use crate::base::text::SafeText;

/// Reads a document that holds the account.
pub fn user(body: &[u8]) -> serde_json::Result<User> {
    let document: One<UserAttributes> = serde_json::from_slice(body)?;
    let attributes = document.data.attributes;
    Ok(User { nickname: attributes.nickname.name(), email: attributes.email.name() })
}

/// Reads a list of teams.
pub fn teams(body: &[u8]) -> serde_json::Result<Vec<Team>> {
    let document: Many<TeamAttributes> = serde_json::from_slice(body)?;
    Ok(document.data.into_iter().filter_map(team).collect())
}

/// Reads a document that holds one member; none when its id cannot be used.
pub fn member(body: &[u8]) -> serde_json::Result<Option<Member>> {
    let document: One<MemberAttributes> = serde_json::from_slice(body)?;
    let groups = group_names(document.included);
    Ok(one_member(document.data, &groups))
}

/// Reads one page of members.
pub fn member_page(body: &[u8]) -> serde_json::Result<MemberPage> {
    let document: Many<MemberAttributes> = serde_json::from_slice(body)?;
    let groups = group_names(document.included);
    let members = document.data.into_iter().filter_map(|data| one_member(data, &groups)).collect();
    let pages = document.links.as_ref().and_then(|links| page_number(&links.last));
    Ok(MemberPage { members, pages, is_last: document.links.is_some_and(|links| links.next.0.is_none()) })
}

fn team(resource: Resource<TeamAttributes>) -> Option<Team> {
    let TeamAttributes { name, created_at } = resource.attributes;
    Some(Team { id: TeamId(resource.id.0?), name: name.name(), created: created_at.day() })
}

fn one_member(resource: Resource<MemberAttributes>, groups: &HashMap<Id, SafeText>) -> Option<Member> {
    let attributes = resource.attributes;
    let mut in_groups = resource.relationships.unwrap_or_default().groups.unwrap_or_default().data.0;
    let mut seen = HashSet::new();
    in_groups.retain(|id| seen.insert(id.clone()));
    Some(Member {
        id: MemberId(resource.id.0?),
        name: attributes.nickname.name(),
        role: Role::parse(&attributes.role.name()),
        is_active: attributes.is_active.0,
        groups: in_groups.iter().filter_map(|id| groups.get(id).cloned()).collect(),
        phone: attributes.phone.filled(),
        note: attributes.comment.filled(),
        email: attributes.mailbox.filled(),
        is_incomplete: attributes.is_incomplete_from_wxwork.0 == Some(true),
        is_locked: attributes.is_locked_by_free_team_quota.0 == Some(true),
        avatar: attributes.gavatar.filled(),
        joined: attributes.created_at.day(),
        updated: attributes.updated_at.day(),
    })
}

fn group_names(included: Option<Vec<Resource<TeamAttributes>>>) -> HashMap<Id, SafeText> {
    let groups = included.unwrap_or_default().into_iter().filter(|one| one.kind.is("subgroups"));
    groups.filter_map(|group| Some((group.id.0?, group.attributes.name.name()))).collect()
}

/// The page number in a link such as `…?page%5Bnumber%5D=3&page%5Bsize%5D=200`. The link itself is never
/// followed: it may name another host.
fn page_number(link: &Text) -> Option<u32> {
    let url = link.0.as_deref()?;
    let (_, query) = url.split_once('?')?;
    let mut pairs = url::form_urlencoded::parse(query.as_bytes());
    pairs.find(|(key, _)| key == "page[number]").and_then(|(_, number)| number.parse().ok())
}

#[derive(Deserialize)]
#[serde(bound = "A: Default + Deserialize<'de>")]
struct One<A> {
    data: Resource<A>,
    #[serde(default)]
    included: Option<Vec<Resource<TeamAttributes>>>,
}

#[derive(Deserialize)]
#[serde(bound = "A: Default + Deserialize<'de>")]
struct Many<A> {
    data: Vec<Resource<A>>,
    #[serde(default)]
    included: Option<Vec<Resource<TeamAttributes>>>,
    #[serde(default)]
    links: Option<Links>,
}

#[derive(Deserialize)]
struct Links {
    #[serde(default)]
    next: Text,
    #[serde(default)]
    last: Text,
}

#[derive(Deserialize)]
struct Resource<A> {
    #[serde(default)]
    id: IdField,
    #[serde(default, rename = "type")]
    kind: Text,
    #[serde(default)]
    attributes: A,
    #[serde(default)]
    relationships: Option<Relationships>,
}

#[derive(Deserialize, Default)]
struct Relationships {
    #[serde(default)]
    groups: Option<ToMany>,
}

#[derive(Deserialize, Default)]
struct ToMany {
    #[serde(default)]
    data: Linkage,
}

#[derive(Deserialize, Default)]
struct UserAttributes {
    #[serde(default)]
    nickname: Text,
    #[serde(default)]
    email: Text,
}

#[derive(Deserialize, Default)]
struct TeamAttributes {
    #[serde(default)]
    name: Text,
    #[serde(default)]
    created_at: Text,
}

#[derive(Deserialize, Default)]
struct MemberAttributes {
    #[serde(default)]
    nickname: Text,
    #[serde(default)]
    role: Text,
    #[serde(default)]
    is_active: Flag,
    #[serde(default)]
    phone: Text,
    #[serde(default)]
    comment: Text,
    #[serde(default)]
    mailbox: Text,
    #[serde(default)]
    is_incomplete_from_wxwork: Flag,
    #[serde(default)]
    is_locked_by_free_team_quota: Flag,
    #[serde(default)]
    gavatar: Text,
    #[serde(default)]
    created_at: Text,
    #[serde(default)]
    updated_at: Text,
}

/// A string, or a number read as one; anything else is absent.
#[derive(Default)]
struct Text(Option<String>);

impl Text {
    fn is(&self, word: &str) -> bool {
        self.0.as_deref() == Some(word)
    }

    fn name(&self) -> SafeText {
        SafeText::line(self.0.as_deref().unwrap_or_default(), SafeText::NAME)
    }

    /// The day of a moment such as `2014-05-15T10:00:00.000+08:00`, on Tower's own calendar.
    /// The day of a time, without regard to its zone.
    fn day(&self) -> Option<Date> {
        self.0.as_deref()?.get(..10)?.parse().ok()
    }

    fn filled(&self) -> Option<SafeText> {
        let text = SafeText::line(self.0.as_deref()?, SafeText::TITLE);
        (!text.is_empty()).then_some(text)
    }
}

/// A boolean; anything else is absent.
#[derive(Default)]
struct Flag(Option<bool>);

/// An id, where it is one that can be used.
#[derive(Default)]
struct IdField(Option<Id>);

/// The ids a to-many relationship names; a broken one names none.
#[derive(Default)]
struct Linkage(Vec<Id>);

/// Takes whatever JSON comes and keeps what a field can use.
struct Any<T>(fn(Scalar<'_>) -> T);

enum Scalar<'a> {
    Absent,
    Bool(bool),
    Number(String),
    Text(&'a str),
}

impl<'de, T> Visitor<'de> for Any<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }
    fn visit_unit<E>(self) -> Result<T, E> {
        Ok((self.0)(Scalar::Absent))
    }
    fn visit_bool<E>(self, value: bool) -> Result<T, E> {
        Ok((self.0)(Scalar::Bool(value)))
    }
    fn visit_i64<E>(self, value: i64) -> Result<T, E> {
        Ok((self.0)(Scalar::Number(value.to_string())))
    }
    fn visit_u64<E>(self, value: u64) -> Result<T, E> {
        Ok((self.0)(Scalar::Number(value.to_string())))
    }
    fn visit_f64<E>(self, value: f64) -> Result<T, E> {
        Ok((self.0)(Scalar::Number(value.to_string())))
    }
    fn visit_str<E>(self, value: &str) -> Result<T, E> {
        Ok((self.0)(Scalar::Text(value)))
    }
    fn visit_seq<S: SeqAccess<'de>>(self, mut seq: S) -> Result<T, S::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok((self.0)(Scalar::Absent))
    }
    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<T, M::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok((self.0)(Scalar::Absent))
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any(|scalar| match scalar {
            Scalar::Text(text) => Self(Some(text.to_owned())),
            Scalar::Number(text) => Self(Some(text)),
            Scalar::Absent | Scalar::Bool(_) => Self(None),
        }))
    }
}

impl<'de> Deserialize<'de> for Flag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any(|scalar| match scalar {
            Scalar::Bool(value) => Self(Some(value)),
            Scalar::Absent | Scalar::Number(_) | Scalar::Text(_) => Self(None),
        }))
    }
}

impl<'de> Deserialize<'de> for IdField {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Text::deserialize(deserializer)?;
        Ok(Self(text.0.as_deref().and_then(Id::parse)))
    }
}

impl<'de> Deserialize<'de> for Linkage {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Identifier {
            #[serde(default)]
            id: IdField,
        }
        let identifiers: Option<Vec<Identifier>> = Option::deserialize(deserializer)?;
        Ok(Self(identifiers.unwrap_or_default().into_iter().filter_map(|one| one.id.0).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(json: &str) -> MemberPage {
        member_page(json.as_bytes()).unwrap()
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
        let member = &page.members[0];

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
        assert_eq!(page.members[0].groups.iter().map(SafeText::as_str).collect::<Vec<_>>(), ["运维", "后端"]);
    }

    #[test]
    fn nothing_but_an_id_is_owed() {
        let page = page(
            r#"{"data": [{"id": "m1"}, {"id": 42, "attributes": {}}, {"type": "members"}, {"id": "a/b"}]}"#,
        );

        assert_eq!(page.members.iter().map(|one| one.id.0.as_str()).collect::<Vec<_>>(), ["m1", "42"]);
        assert!(page.members[0].name.is_empty());
        assert_eq!((page.pages, page.is_last), (None, false));
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
        assert_eq!(page.members[0].name.as_str(), "ABC D");
        assert_eq!(page.members[0].role, Role::Other(SafeText::line("visitor", SafeText::NAME)));
    }

    #[test]
    fn an_account_and_teams_are_read() {
        let user = user(
            r#"{"data": {"id": "u1", "attributes": {"nickname": "林小北", "email": "lin@example.com"}}}"#
                .as_bytes(),
        );
        assert_eq!(user.unwrap().email.as_str(), "lin@example.com");

        let teams = teams(
            r#"{"data": [{"id": "t1", "attributes": {"name": "云端科技", "created_at": "2014-05-15T10:00:00.000+08:00"}},
                {"id": "t2", "attributes": {"name": "API Team", "created_at": "短"}}]}"#
                .as_bytes(),
        )
        .unwrap();
        assert_eq!(teams[0].created, Some(jiff::civil::date(2014, 5, 15)));
        assert_eq!(teams[1].created, None);
    }

    #[test]
    fn what_is_no_document_is_an_error() {
        for body in ["", "[]", "7", "<html>", r#"{"data": 7}"#, r#"{"errors": []}"#] {
            assert!(member_page(body.as_bytes()).is_err(), "{body}");
        }
    }
}
